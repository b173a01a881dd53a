/* Growing arrays, arenas, tables.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "check.h"

static void
test_push (void)
{
  VEC (int) v = { NULL, 0, 0 };
  for (int i = 0; i < 1000; i++)
    *vec_push (&v) = i;
  CHECK (v.n == 1000 && v.cap >= 1000);
  for (int i = 0; i < 1000; i++)
    CHECK (v.v[i] == i);
  vec_free (&v);
  CHECK (!v.v && !v.n && !v.cap);
}

static void
test_arena (void)
{
  struct arena *a = arena_new ();
  VEC (uint64_t) v = { NULL, 0, 0 }, w = { NULL, 0, 0 };
  /* Past the size of a chunk, two of them taking turns.  */
  for (uint64_t i = 0; i < 300000; i++)
    {
      *vec_push_in (a, &v) = i;
      *vec_push_in (a, &w) = ~i;
    }
  for (uint64_t i = 0; i < 300000; i++)
    CHECK (v.v[i] == i && w.v[i] == ~i);
  arena_free (a);

  /* Memory that was used before is zeroed all the same.  */
  a = arena_new ();
  const char *p = arena_alloc (a, 5000);
  for (int i = 0; i < 5000; i++)
    CHECK (p[i] == 0);
  CHECK ((uintptr_t) arena_alloc (a, 1) % sizeof (void *) == 0);
  CHECK ((uintptr_t) arena_alloc (a, 8) % sizeof (void *) == 0);
  arena_free (a);
}

static void
test_table (void)
{
  struct arena *a = arena_new ();
  struct table *t = table_new (a);
  for (uint32_t i = 1; i <= 2000; i++)
    {
      uint32_t *slot = table_slot (t, i % 10, i / 10, UINT64_C (1) << 60);
      CHECK (*slot == 0);
      *slot = i;
    }
  for (uint32_t i = 1; i <= 2000; i++)
    CHECK (*table_slot (t, i % 10, i / 10, UINT64_C (1) << 60) == i);
  /* All three words count.  */
  CHECK (*table_slot (t, 1, 0, 0) == 0);
  CHECK (*table_slot (t, 0, 1, UINT64_C (1) << 60) == 10);
  CHECK (*table_slot (t, 1, 0, UINT64_C (1) << 60) == 1);
  arena_free (a);
}

int
main (void)
{
  test_push ();
  test_arena ();
  test_table ();
  return report_failures ();
}

/* SPDX-License-Identifier: MIT */
/* Arenas give out aligned, zeroed pieces, take blocks up to their limit, and
   give everything back at once.  */

#include "check.h"
#include <escape/arena.h>
#include <escape/memstats.h>

static bool
zeroed (const char *p, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (p[i])
      return false;
  return true;
}

static void
test_pieces (void)
{
  ARENA_ON_STACK (a, 1000);
  memstats before, after;
  memstats_read (&before);
  char *last = NULL;
  for (size_t n = 1; n < 30; n++)
    {
      char *p = arena_alloc (&a, n);
      CHECK ((uintptr_t)p % ESCAPE_ALIGNOF (max_align_t) == 0);
      CHECK (zeroed (p, n) && p > last);
      memset (p, 'x', n);
      last = p;
    }
  memstats_read (&after);
  CHECK_SIZE (after.allocs - before.allocs, 0);
  CHECK (arena_used (&a) >= 29 * 30 / 2 && arena_used (&a) <= 1008);
  arena_reset (&a);
  CHECK_SIZE (arena_used (&a), 0);
  char *p = arena_alloc (&a, 500);
  CHECK (p == (char *)a_frame && zeroed (p, 500));
}

static void
test_blocks (void)
{
  memstats before, after;
  memstats_read (&before);
  arena *a = arena_make (100, SIZE_MAX);
  char *first = arena_alloc (a, 80);
  memset (first, 1, 80);
  for (int i = 0; i < 1000; i++)
    {
      char *p = arena_alloc (a, 100);
      CHECK (zeroed (p, 100));
      memset (p, 2, 100);
    }
  CHECK (first[0] == 1 && first[79] == 1);
  memstats_read (&after);
  CHECK (after.spills - before.spills >= 5 && after.spills - before.spills < 9);
  CHECK (arena_alloc (a, 1000000) != NULL);
  volatile size_t too_much = SIZE_MAX;
  CHECK (!arena_alloc (a, too_much) && !arena_alloc (a, too_much / 2));
  arena_reset (a);
  memstats_read (&after);
  CHECK_SIZE (after.live - before.live, 1);
  CHECK (zeroed (arena_alloc (a, 100), 100));
  arena_free (a);
  arena_free (NULL);
  memstats_read (&after);
  CHECK_SIZE (after.live_bytes, before.live_bytes);
}

static void
test_limit (void)
{
  max_align_t buffer[4];
  arena a;
  arena_init (&a, buffer, sizeof buffer, 0);
  CHECK (arena_alloc (&a, sizeof buffer) == (void *)buffer);
  CHECK (!arena_alloc (&a, 1));
  arena_reset (&a);
  CHECK (!arena_alloc (&a, sizeof buffer + 1));
  CHECK (arena_alloc (&a, 1) == (void *)buffer);
  arena_end (&a);
  CHECK (!arena_alloc (&a, 1)); /* it has no buffer any more */

  arena_init (&a, NULL, 0, 3000);
  CHECK (arena_alloc (&a, 0) != NULL);
  CHECK (arena_alloc (&a, 900) != NULL);
  CHECK (arena_alloc (&a, 1800) != NULL); /* what is left of the limit */
  CHECK (!arena_alloc (&a, 1800));
  arena_reset (&a);
  CHECK (arena_alloc (&a, 2900) != NULL);
  arena_end (&a);

  char odd[100];
  arena_init (&a, odd + 1, 3, 0); /* too small to hold anything aligned */
  arena_alloc (&a, 4);
  arena_end (&a);
}

static void
test_last_piece (void)
{
  ARENA_ON_STACK (a, 40 * sizeof (max_align_t));
  escape_allocator *in = &a.allocator;
  char *p = in->alloc (in, 20), *q;
  memset (p, 3, 20);
  CHECK (in->extend (in, p, 20, 100));
  CHECK (p[19] == 3 && zeroed (p + 20, 80));
  CHECK (!in->extend (in, p, 100, sizeof a_frame + 1));
  q = in->alloc (in, 50);
  CHECK (!in->extend (in, p, 100, 101)); /* q is behind it now */
  in->free (in, q, 50);
  CHECK (in->alloc (in, 60) == q);
  in->free (in, q, 60);
  in->free (in, p, 100);
  CHECK_SIZE (arena_used (&a), 0);
  p = in->alloc (in, 20);
  q = in->alloc (in, 20);
  in->free (in, p, 20); /* not the last: stays */
  CHECK (in->alloc (in, 20) > (void *)q);
}

static void
test_out_of_memory (void)
{
  arena a;
  arena_init (&a, NULL, 0, SIZE_MAX);
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  CHECK (!arena_make (10, 0));
  CHECK (!arena_alloc (&a, 10));
  check_allocs_left = -1;
  CHECK (!arena_make (SIZE_MAX - 4, 0) && !arena_make (SIZE_MAX / 2, 0));
  CHECK (arena_alloc (&a, 10) != NULL);
  arena_end (&a);
  escape_set_alloc_hook (NULL);
}

int
main (void)
{
  test_pieces ();
  test_blocks ();
  test_limit ();
  test_last_piece ();
  test_out_of_memory ();
  return check_done ();
}

/* SPDX-License-Identifier: MIT */
/* Maps whose types are known at run time only.  */

#include "check.h"
#include <escape/arena.h>
#include <escape/hmap_any.h>
#include <escape/memstats.h>
#include <ctype.h>

static void
test_sizes (void)
{
  static const size_t sizes[] = { 1, 2, 3, 4, 7, 8, 12, 16, 56, 200 };
  size_t n = sizeof sizes / sizeof sizes[0];
  for (size_t i = 0; i < n * n; i++)
    {
      hmap_kind kind = { .key_size = sizes[i / n], .value_size = sizes[i % n] };
      hmap_any *m = hmap_any_make (&kind, 0);
      unsigned char key[200] = { 0 }, value[200] = { 0 };
      for (int k = 0; k < 200; k++)
        {
          key[0] = (unsigned char)k;
          value[kind.value_size - 1] = (unsigned char)(k + 1);
          hmap_any_put (m, key, value);
        }
      CHECK_SIZE (hmap_any_len (m), 200);
      for (int k = 0; k < 200; k++)
        {
          key[0] = (unsigned char)k;
          unsigned char *found = hmap_any_find (m, key);
          CHECK (found && found[kind.value_size - 1] == k + 1);
        }
      hmap_any_free (m);
    }
}

/* No values: a set.  */
static void
test_set (void)
{
  static const hmap_kind kind = { .key_size = sizeof (long) };
  hmap_any *m = hmap_any_make (&kind, 0);
  for (long i = 0; i < 1000; i += 2)
    CHECK (hmap_any_slot (m, &i) != NULL);
  for (long i = 0; i < 1000; i++)
    {
      CHECK (hmap_any_has (m, &i) == (i % 2 == 0));
      CHECK ((hmap_any_find (m, &i) != NULL) == (i % 2 == 0));
    }
  CHECK (hmap_any_equal (m, m));
  hmap_any_free (m);
}

static uint64_t
hash_ignoring_case (const void *key, uint64_t seed)
{
  char low[16] = { 0 };
  const char *s = *(const char *const *)key;
  size_t n = 0;
  for (; s[n] && n < sizeof low; n++)
    low[n] = (char)tolower ((unsigned char)s[n]);
  return escape_hash_bytes (low, n, seed);
}

static bool
equal_ignoring_case (const void *a, const void *b)
{
  const char *s = *(const char *const *)a, *t = *(const char *const *)b;
  for (; *s && tolower ((unsigned char)*s) == tolower ((unsigned char)*t);
       s++, t++)
    continue;
  return *s == *t;
}

static void
test_own_hash (void)
{
  static const hmap_kind kind = { .key_size = sizeof (char *),
                                  .value_size = sizeof (int),
                                  .hash = hash_ignoring_case,
                                  .equal = equal_ignoring_case };
  hmap_any *m = hmap_any_make (&kind, 0);
  const char *one = "One", *same = "oNE", *two = "two";
  hmap_any_put (m, &one, &(int){ 1 });
  *(int *)hmap_any_slot (m, &same) += 10;
  hmap_put (hmap_any, m, &two, &(int){ 2 });
  CHECK_SIZE (hmap_any_len (m), 2);
  int got;
  CHECK (hmap_any_lookup (m, &same, &got) && got == 11);
  int sum = 0;
  HMAP_EACH (hmap_any, it, m)
  sum += *(int *)it.value;
  CHECK_SIZE (sum, 13);
  hmap_any *copy = hmap_any_clone (m);
  CHECK (hmap_any_delete (copy, &two) && !hmap_any_delete (copy, &two));
  CHECK (!hmap_any_equal (m, copy));
  hmap_any_merge (copy, m);
  CHECK (hmap_any_equal (m, copy));
  hmap_any_free (copy);
  hmap_any_free (m);
}

static void
test_arena (void)
{
  static const hmap_kind kind = { .key_size = 4, .value_size = 8 };
  ARENA_ON_STACK (a, 1000);
  hmap_any *m = hmap_any_make_in (&kind, &a.allocator, 8);
  hmap_any_put (m, &(int){ 4 }, &(double){ 0.5 });
  CHECK (*(double *)hmap_any_find (m, &(int){ 4 }) == 0.5);
}

static void
put_into_nil (void)
{
  hmap_put (hmap_any, (hmap_any *)NULL, &(int){ 1 }, &(int){ 1 });
}

static void
no_key (void)
{
  hmap_any_make (&(hmap_kind){ .value_size = 4 }, 0);
}

static void
merge_of_two_kinds (void)
{
  hmap_any *a = hmap_any_make (&(hmap_kind){ 4, 4, NULL, NULL }, 0),
           *b = hmap_any_make (&(hmap_kind){ 4, 8, NULL, NULL }, 0);
  hmap_any_put (b, &(int){ 1 }, &(double){ 1 });
  hmap_any_merge (a, b);
}

int
main (void)
{
  memstats stats;
  test_sizes ();
  test_set ();
  test_own_hash ();
  test_arena ();
  CHECK_FAULT (put_into_nil,
               "hmap-any.c:116: assignment to entry in nil map\n");
  CHECK_FAULT (no_key, "hmap_any: a kind whose keys have no bytes\n");
  CHECK_FAULT (merge_of_two_kinds, "hmap_any_merge: maps of different kinds\n");
  CHECK (!hmap_any_try_make (&(hmap_kind){ SIZE_MAX / 2, 1, NULL, NULL }, 0));
  CHECK (!hmap_any_try_make (&(hmap_kind){ 8, SIZE_MAX, NULL, NULL }, 0));
  CHECK (!hmap_any_has (NULL, &(int){ 1 }));
  CHECK (!hmap_any_clone (NULL));
  hmap_any_clear (NULL);
  hmap_any_shrink (NULL);
  memstats_read (&stats);
  CHECK_SIZE (stats.live_bytes, 0);
  return check_done ();
}

/* SPDX-License-Identifier: MIT */
/* Containers of one scope mean the same stack first and pool first; only where
   their room is differs.  */

#include "check.h"
#include <escape/hmaps.h>
#include <escape/local.h>
#include <escape/memstats.h>
#include <escape/slices.h>
#include <pthread.h>

#ifdef ESCAPE_POOL_FIRST
#  define POOLED 1
#else
#  define POOLED 0
#endif

static int
use (int n)
{
  SLICE_LOCAL (ints, s, 8);
  HMAP_LOCAL (int_int_map, m, 8);
  CHECK (s.len == 0 && s.cap == 8 && int_int_map_len (m) == 0);
  CHECK (s.ptr[0] == 0 && s.ptr[7] == 0);
  for (int i = 0; i < n; i++)
    {
      s = ints_append (s, i);
      int_int_map_put (m, i, 2 * i);
    }
  int sum = 0;
  for (size_t i = 0; i < s.len; i++)
    sum += int_int_map_get (m, slice_at (s, i));
  return sum;
}

static void
test_no_heap (void)
{
  memstats before, after;
  CHECK (use (7) == 7 * 6);
  memstats_read (&before);
  for (int i = 0; i < 10; i++)
    CHECK (use (8) == 8 * 7);
  memstats_read (&after);
  CHECK_SIZE (after.allocs, before.allocs);
  CHECK_SIZE (after.spills, before.spills);
  CHECK_SIZE (after.pool_hits - before.pool_hits, POOLED ? 20 : 0);
}

static void
test_spills (void)
{
  memstats before, after;
  memstats_read (&before);
  CHECK (use (1000) == 1000 * 999);
  memstats_read (&after);
  CHECK_SIZE (after.spills - before.spills, 2);
  CHECK_SIZE (after.live, before.live);
}

static void
test_large_and_nested (void)
{
  memstats before, after;
  memstats_read (&before);
  {
    SLICE_LOCAL (longs, large, 20000);
    CHECK (large.ptr[19999] == 0);
    SLICE_LOCAL (bytes, small, 1);
    SLICE_LOCAL (bytes, other, 1);
    CHECK (small.ptr != other.ptr);
    small = bytes_append (small, 'x');
    ints_free (&(ints){ 0 });
    bytes_free (&small); /* the scope's end then has nothing to do */
  }
  memstats_read (&after);
  CHECK_SIZE (after.live - before.live, POOLED); /* kept for the next */
}

static void *
work (void *arg)
{
  for (int i = 0; i < 100; i++)
    if (use (i) != i * (i - 1))
      return arg;
  return NULL;
}

static void
test_threads (void)
{
  pthread_t threads[4];
  for (int i = 0; i < 4; i++)
    if (pthread_create (&threads[i], NULL, work, &threads) != 0)
      exit (77);
  for (int i = 0; i < 4; i++)
    {
      void *wrong;
      pthread_join (threads[i], &wrong);
      CHECK (!wrong);
    }
}

static void
out_of_memory (void)
{
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  escape_lease lease;
  escape_lease_begin (&lease, 100000, "here");
}

int
main (void)
{
  test_no_heap ();
  test_spills ();
  test_large_and_nested ();
  test_threads ();
  CHECK_FAULT (out_of_memory,
               "here: out of memory for 100000 bytes of a scope");
  return check_done ();
}

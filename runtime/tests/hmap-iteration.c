/* SPDX-License-Identifier: MIT */
/* Go's promises for `range' over a map, whatever happens to the map meanwhile.
 */

#include "check.h"
#include <escape/hmaps.h>
#include <escape/memstats.h>

enum
{
  MOST = 20000
};
static unsigned char seen[MOST], deleted[MOST];

#define HMAP_NAME floats
#define HMAP_KEY double
#define HMAP_VALUE int
#include <escape/hmap.h>

#define HMAP_NAME owned
#define HMAP_KEY char *
#define HMAP_VALUE int
#define HMAP_KEY_STRING
#include <escape/hmap.h>

static void
test_each_once (void)
{
  int first[64] = { 0 }, starts = 0;
  for (int n = 0; n < 200; n++)
    {
      int_int_map *m = int_int_map_make (0);
      for (int i = 0; i < n; i++)
        int_int_map_put (m, i, -i);
      memset (seen, 0, sizeof seen);
      int count = 0;
      HMAP_EACH (int_int_map, it, m)
      {
        CHECK (*it.value == -*it.key);
        CHECK (!seen[*it.key]++);
        count++;
      }
      CHECK_SIZE (count, n);
      int_int_map_free (m);
    }
  /* The start is random, in buckets and within one.  */
  int_int_map *m = int_int_map_make (0);
  for (int i = 0; i < 8; i++)
    int_int_map_put (m, i, i);
  for (int i = 0; i < 200; i++)
    HMAP_EACH (int_int_map, it, m)
    {
      starts += first[*it.key]++ == 0;
      break;
    }
  CHECK_SIZE (starts, 8);
  int_int_map_free (m);
}

/* Start with N entries, at a random stage of a growth or none, and write while
   walking.  */
static void
walk_and_write (int n, int insert, int delete_one_in, bool clear_at_end)
{
  int_int_map *m = int_int_map_make (0);
  int next = 0;
  for (; next < n; next++)
    int_int_map_put (m, next, next);
  memset (seen, 0, sizeof seen);
  memset (deleted, 0, sizeof deleted);
  int steps = 0;
  HMAP_EACH (int_int_map, it, m)
  {
    int key = *it.key;
    CHECK (*it.value == key);
    CHECK (!seen[key]); /* never twice */
    CHECK (!deleted[key]);
    seen[key] = 1;
    steps++;
    for (int i = 0; i < insert && next < MOST; i++, next++)
      int_int_map_put (m, next, next);
    if (delete_one_in && check_random () % (uint64_t)delete_one_in == 0)
      {
        int victim = (int)(check_random () % (uint64_t)n);
        if (int_int_map_delete (m, victim))
          deleted[victim] = 1;
      }
    if (check_random () % 16 == 0)
      int_int_map_delete (m, key); /* the entry in hand */
    if (clear_at_end && steps == n / 2)
      {
        int_int_map_clear (m);
        memset (deleted, 1, sizeof deleted);
      }
  }
  if (!clear_at_end)
    for (int i = 0; i < n; i++)
      CHECK (seen[i] || deleted[i]);
  else
    CHECK_SIZE (steps, n / 2);
  int_int_map_free (m);
}

static void
test_growth_meanwhile (void)
{
  for (int n = 1; n < 230; n++)
    {
      walk_and_write (n, 0, 3, false);
      walk_and_write (n, 1, 0, false);
      walk_and_write (n, 1, 2, false);
      walk_and_write (n, 7, 2, false);
      walk_and_write (n, 100, 3, false);
      if (n > 1)
        walk_and_write (n, 0, 3 * n, true);
    }
  walk_and_write (5000, 2, 2, false);
}

/* Growth to the same size while walking: insert and delete at constant count.
 */
static void
test_same_size_meanwhile (void)
{
  memstats before, after;
  memstats_read (&before);
  for (int round = 0; round < 20; round++)
    {
      int_int_map *m = int_int_map_make (400);
      for (int i = 0; i < 200; i++)
        int_int_map_put (m, i, i);
      memset (seen, 0, sizeof seen);
      int next = 1000;
      HMAP_EACH (int_int_map, it, m)
      {
        CHECK (*it.key >= MOST || !seen[*it.key]++);
        for (int i = 0; i < 40; i++, next++)
          {
            int_int_map_put (m, next + MOST, next);
            if (next >= 1190)
              int_int_map_delete (m, next - 190 + MOST);
          }
      }
      for (int i = 0; i < 200; i++)
        CHECK (seen[i]);
      int_int_map_free (m);
    }
  memstats_read (&after);
  CHECK (after.map_regrowths > before.map_regrowths);
}

/* A key's storage may go with its entry: the walk must not look at what is left
   of it.  */
static void
test_freed_keys (void)
{
  for (int n = 4; n < 200; n += 3)
    {
      owned *m = owned_make (0);
      char *keys[200];
      for (int i = 0; i < n; i++)
        {
          keys[i] = malloc (16);
          snprintf (keys[i], 16, "k%d", i);
          owned_put (m, keys[i], i);
        }
      int steps = 0;
      HMAP_EACH (owned, it, m)
      {
        CHECK (keys[*it.value] == *it.key);
        if (steps++ == 0)
          owned_reserve (m, 5000); /* everything moves */
        int victim = (int)(check_random () % (uint64_t)n);
        if (keys[victim])
          {
            CHECK (owned_delete (m, keys[victim]));
            free (keys[victim]);
            keys[victim] = NULL;
          }
      }
      HMAP_EACH (owned, it, m)
      free (*it.key);
      owned_free (m);
    }
}

/* Outgrown arrays live while somebody walks them, and no longer.  */
static void
test_arrays_go (void)
{
  memstats before, during, after;
  int_int_map *m = int_int_map_make (0);
  for (int i = 0; i < 100; i++)
    int_int_map_put (m, i, i);
  int_int_map_iter forgotten = int_int_map_iter_begin (m);
  CHECK (int_int_map_iter_next (&forgotten));
  int_int_map_reserve (m, 10000);
  int_int_map_put (m, 1, 1);
  while (m->head.oldbuckets)
    int_int_map_put (m, 1, 1);
  CHECK (m->head.retired != NULL);
  memstats_read (&before);
  int_int_map_iter_end (&forgotten);
  CHECK (!int_int_map_iter_next (&forgotten));
  int_int_map_iter_end (&forgotten);
  int_int_map_put (m, 200, 1);
  int_int_map_delete (m, 200);
  memstats_read (&during);
  CHECK (during.frees > before.frees && !m->head.retired);

  int_int_map_iter lost = int_int_map_iter_begin (m);
  CHECK (int_int_map_iter_next (&lost));
  int_int_map_reserve (m, 100000);
  int_int_map_free (m); /* frees what the lost iterator held, too */
  memstats_read (&after);
  CHECK_SIZE (after.live_bytes, 0);
}

/* Keys that are not equal to themselves are each an entry that only a walk can
   find.  */
static void
test_nan (void)
{
  for (int n = 1; n < 100; n += 7)
    {
      floats *m = floats_make (0);
      for (int i = 0; i < n; i++)
        floats_put (m, __builtin_nan (""), i);
      CHECK_SIZE (floats_len (m), n);
      CHECK (!floats_delete (m, __builtin_nan ("")));
      memset (seen, 0, sizeof seen);
      int more = 0;
      HMAP_EACH (floats, it, m)
      {
        if (*it.value >= 0)
          CHECK (!seen[*it.value]++);
        if (more++ < 50)
          floats_put (m, more, -1);
      }
      for (int i = 0; i < n; i++)
        CHECK (seen[i]);
      floats_clear (m);
      CHECK_SIZE (floats_len (m), 0);
      floats_free (m);
    }
}

/* On the stack, too.  */
static void
test_stack (void)
{
  HMAP_ON_STACK (int_int_map, m, 8);
  for (int i = 0; i < 8; i++)
    int_int_map_put (m, i, i);
  memset (seen, 0, sizeof seen);
  int next = 8;
  HMAP_EACH (int_int_map, it, m)
  {
    CHECK (!seen[*it.key]++);
    for (int i = 0; i < 50 && next < 2000; i++, next++)
      int_int_map_put (m, next, next);
  }
  for (int i = 0; i < 8; i++)
    CHECK (seen[i]);
}

int
main (void)
{
  test_each_once ();
  test_growth_meanwhile ();
  test_same_size_meanwhile ();
  test_freed_keys ();
  test_arrays_go ();
  test_nan ();
  test_stack ();
  return check_done ();
}

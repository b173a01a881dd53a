/* SPDX-License-Identifier: MIT */
/* Millions of random operations on maps, each compared with a table that cannot
   be wrong: one place for each possible key.  Allocations fail now and then,
   walks run and are left half-way.  */

#include "check.h"
#include <escape/hmaps.h>
#include <escape/memstats.h>

#ifndef STEPS
#  define STEPS 2000000
#endif

enum
{
  KEYS = 4096
};

static struct
{
  bool there;
  int value;
} model[KEYS];
static size_t count;

static void
check_all (int_int_map *m)
{
  size_t n = 0;
  unsigned char seen[KEYS] = { 0 };
  HMAP_EACH (int_int_map, it, m)
  {
    CHECK (model[*it.key].there && model[*it.key].value == *it.value);
    CHECK (!seen[*it.key]++);
    n++;
  }
  CHECK_SIZE (n, count);
  for (int k = 0; k < KEYS; k++)
    CHECK (int_int_map_has (m, k) == model[k].there);
}

static void
forget_all (void)
{
  memset (model, 0, sizeof model);
  count = 0;
}

static void
one_step (int_int_map *m, int range, unsigned deletes)
{
  uint64_t r = check_random ();
  int key = (int)((r >> 8) % (uint64_t)range), value = (int)(r >> 40);
  check_allocs_left = (r & 0x700000000) == 0 ? 0 : -1;
  if ((r & 0xff) < deletes)
    {
      CHECK (int_int_map_delete (m, key) == model[key].there);
      count -= model[key].there;
      model[key].there = false;
    }
  else if ((r & 0xff) < 160)
    {
      bool fits = int_int_map_try_put (m, key, value);
      CHECK (fits || check_allocs_left == 0);
      CHECK (fits || !model[key].there);
      if (fits)
        {
          count += !model[key].there;
          model[key].there = true;
          model[key].value = value;
        }
    }
  else
    {
      int got = -1;
      CHECK (int_int_map_lookup (m, key, &got) == model[key].there);
      CHECK (got == (model[key].there ? model[key].value : 0));
    }
  CHECK_SIZE (int_int_map_len (m), count);
}

/* Phases: few keys and many, maps that grow and shrink.  */
static void
drive (int_int_map *m, long steps)
{
  int_int_map_iter open = { 0 };
  int range = KEYS;
  unsigned deletes = 40;
  forget_all ();
  for (long i = 0; i < steps && check_failures < 10; i++)
    {
      if (i % 20000 == 0)
        {
          static const int ranges[] = { 8, 20, 200, 1000, KEYS };
          range = ranges[check_random () % 5];
          deletes = (unsigned)(check_random () % 150);
        }
      one_step (m, range, deletes);
      if (i % 30000 == 29999)
        check_all (m);
      if (i % 7001 == 0)
        {
          int_int_map_iter_end (&open);
          open = int_int_map_iter_begin (m);
        }
      if (i % 3 == 0 && int_int_map_iter_next (&open))
        CHECK (model[*open.key].there && model[*open.key].value == *open.value);
      if (i % 150001 == 150000)
        {
          int_int_map_clear (m);
          forget_all ();
        }
    }
  check_allocs_left = -1;
  check_all (m);
  int_int_map_iter_end (&open);
}

int
main (void)
{
  memstats stats;
  escape_set_alloc_hook (check_hook);
  int_int_map *m = int_int_map_make (0);
  drive (m, STEPS);
  int_int_map_free (m);
  {
    HMAP_ON_STACK (int_int_map, s, 100);
    drive (s, STEPS / 4);
  }
  memstats_read (&stats);
  CHECK_SIZE (stats.live_bytes, 0);
  CHECK (stats.map_growths > 0);
  return check_done ();
}

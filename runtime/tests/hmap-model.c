/* SPDX-License-Identifier: MIT */
/* Millions of random operations on maps, each compared with a table that cannot
   be wrong: one place for each possible key.  Allocations fail now and then,
   walks run and are left half-way.  hmap-model-any.c does the same to maps
   without a type.  */

#include "check.h"
#include <escape/arena.h>
#include <escape/hmap_any.h>
#include <escape/hmaps.h>
#include <escape/memstats.h>

#ifndef STEPS
#  define STEPS 2000000
#endif

#ifdef MODEL_ANY

static const hmap_kind kind
    = { .key_size = sizeof (int), .value_size = sizeof (int) };
typedef hmap_any map;
typedef hmap_any_iter map_iter;
#  define MAP(op) hmap_any_##op
#  define map_make(n) hmap_any_make (&kind, n)
#  define KEY(it) (*(const int *)(it).key)
#  define VALUE(it) (*(const int *)(it).value)
#  define BY_ADDRESS(x) (&(x))

#else

typedef int_int_map map;
typedef int_int_map_iter map_iter;
#  define MAP(op) int_int_map_##op
#  define map_make(n) int_int_map_make (n)
#  define KEY(it) (*(it).key)
#  define VALUE(it) (*(it).value)
#  define BY_ADDRESS(x) (x)

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
check_all (map *m)
{
  size_t n = 0;
  unsigned char seen[KEYS] = { 0 };
  map_iter it = MAP (iter_begin) (m);
  while (MAP (iter_next) (&it))
    {
      CHECK (model[KEY (it)].there && model[KEY (it)].value == VALUE (it));
      CHECK (!seen[KEY (it)]++);
      n++;
    }
  CHECK_SIZE (n, count);
  for (int k = 0; k < KEYS; k++)
    CHECK (MAP (has) (m, BY_ADDRESS (k)) == model[k].there);
}

static void
forget_all (void)
{
  memset (model, 0, sizeof model);
  count = 0;
}

static void
one_put (map *m, int key, int value)
{
  bool fits = MAP (try_put) (m, BY_ADDRESS (key), BY_ADDRESS (value));
  CHECK (fits || check_allocs_left == 0);
  CHECK (fits || !model[key].there);
  if (!fits)
    return;
  count += !model[key].there;
  model[key].there = true;
  model[key].value = value;
}

static void
one_step (map *m, int range, unsigned deletes)
{
  uint64_t r = check_random ();
  int key = (int)((r >> 8) % (uint64_t)range), value = (int)(r >> 40);
  check_allocs_left = (r & 0x700000000) == 0 ? 0 : -1;
  if ((r & 0xff) < deletes)
    {
      CHECK (MAP (delete) (m, BY_ADDRESS (key)) == model[key].there);
      count -= model[key].there;
      model[key].there = false;
    }
  else if ((r & 0xff) < 160)
    one_put (m, key, value);
  else
    {
      int got = -1;
      CHECK (MAP (lookup) (m, BY_ADDRESS (key), &got) == model[key].there);
      CHECK (got == (model[key].there ? model[key].value : 0));
    }
  CHECK_SIZE (MAP (len) (m), count);
}

/* What concerns the whole map: it may fail for want of memory, and then nothing
   has changed.  */
static void
one_big_step (map *m)
{
  check_allocs_left = (long)(check_random () % 4) - 1;
  switch (check_random () % 5)
    {
    case 0:
      CHECK (MAP (try_reserve) (m, check_random () % 10000)
             || check_allocs_left == 0);
      break;
    case 1:
      CHECK (MAP (try_shrink) (m) || check_allocs_left == 0);
      CHECK (check_allocs_left == 0 || m->head.B == escape_hmap_B (count)
             || m->head.flags & ESCAPE_MAP_ON_STACK);
      break;
    case 2:
      {
        map *copy = MAP (try_clone) (m);
        CHECK (copy || check_allocs_left == 0);
        if (!copy)
          break;
        CHECK (MAP (equal) (m, copy));
        check_all (copy);
        MAP (free) (copy);
        break;
      }
    case 3:
      {
        check_allocs_left = -1;
        map *other = map_make (0);
        static int order[KEYS];
        int n = (int)(check_random () % 300),
            base = (int)(check_random () % KEYS);
        for (int i = 0; i < n; i++)
          {
            int key = order[i] = (base + i * 7) % KEYS;
            MAP (put) (other, BY_ADDRESS (key), BY_ADDRESS (i));
          }
        check_allocs_left = (long)(check_random () % 8) - 1;
        bool done = MAP (try_merge) (m, other);
        CHECK (done || check_allocs_left == 0);
        for (int i = 0; done && i < n; i++)
          {
            count += !model[order[i]].there;
            model[order[i]].there = true;
            model[order[i]].value = i;
          }
        MAP (free) (other);
        break;
      }
    case 4:
      MAP (clear) (m);
      forget_all ();
      break;
    }
  check_all (m);
}

/* Phases: few keys and many, maps that grow and shrink.  */
static void
drive (map *m, long steps)
{
  map_iter open;
  int range = KEYS;
  unsigned deletes = 40;
  memset (&open, 0, sizeof open);
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
          MAP (iter_end) (&open);
          open = MAP (iter_begin) (m);
        }
      if (i % 3 == 0 && MAP (iter_next) (&open))
        CHECK (model[KEY (open)].there
               && model[KEY (open)].value == VALUE (open));
      if (i % 2003 == 0)
        one_big_step (m);
    }
  check_allocs_left = -1;
  check_all (m);
  MAP (iter_end) (&open);
}

int
main (void)
{
  memstats stats;
  escape_set_alloc_hook (check_hook);
  map *m = map_make (0);
  drive (m, STEPS);
  MAP (free) (m);
#ifndef MODEL_ANY
  {
    HMAP_ON_STACK (int_int_map, s, 100);
    drive (s, STEPS / 4);
  }
#endif
  memstats_read (&stats);
  CHECK_SIZE (stats.live_bytes, 0);
  CHECK (stats.map_growths > 0);
  return check_done ();
}

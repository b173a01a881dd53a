/* SPDX-License-Identifier: MIT */
/* Random operations on a map that owns its keys and values, each compared with
   tables that cannot be wrong: what it is given and does not hold any more was
   freed, once.  Allocations fail now and then, walks run meanwhile.  */

#include "check.h"

enum
{
  KEYS = 600,
  STEPS = 300000
};

/* An object has a number, which may stand for many objects in turn.  */
struct thing
{
  int number;
  bool freed;
};

static size_t live;
static int value_of[KEYS]; /* What the map has, 0 for nothing.  */
static size_t count;

static struct thing *
thing_new (int number)
{
  struct thing *t = malloc (sizeof *t);
  *t = (struct thing){ number, false };
  live++;
  return t;
}

static void
thing_free (struct thing *t)
{
  if (!t)
    return;
  CHECK (!t->freed);
  t->freed = true;
  live--;
  free (t);
}

#define HMAP_NAME things
#define HMAP_KEY struct thing *
#define HMAP_VALUE struct thing *
#define HMAP_HASH(key, seed) escape_hash_int ((uint64_t)(key)->number, seed)
#define HMAP_EQUAL(a, b) ((a)->number == (b)->number)
#define HMAP_FREE_KEY thing_free
#define HMAP_FREE_VALUE(value) thing_free (value)
#include <escape/hmap.h>

static void
check_all (things *m)
{
  size_t n = 0, values = 0;
  HMAP_EACH (things, it, m)
  {
    int number = (*it.value)->number;
    CHECK (value_of[(*it.key)->number] == number);
    n++;
    values++;
  }
  CHECK_SIZE (n, count);
  CHECK_SIZE (things_len (m), count);
  CHECK_SIZE (live, n + values);
}

static void
note (int key, int value)
{
  count += (value != 0) - (size_t)(value_of[key] != 0);
  value_of[key] = value;
}

static void
one_put (things *m, int key, int value)
{
  struct thing *k = thing_new (key), *v = thing_new (value);
  check_allocs_left = check_random () % 16 == 0 ? 0 : -1;
  bool done = things_try_put (m, k, v);
  CHECK (done || check_allocs_left == 0);
  check_allocs_left = -1;
  if (done)
    note (key, value);
  else
    {
      CHECK (value_of[key] == 0);
      thing_free (k);
      thing_free (v);
    }
}

static void
one_slot (things *m, int key, int value)
{
  struct thing **place = things_slot (m, thing_new (key));
  CHECK ((*place != NULL) == (value_of[key] != 0));
  thing_free (*place);
  *place = thing_new (value);
  note (key, value);
}

/* What is there, put again: it stays.  */
static void
put_itself (things *m, int key)
{
  struct thing k = { key, false };
  things_entry e = things_find_entry (m, &k);
  CHECK ((e.key != NULL) == (value_of[key] != 0));
  if (e.key)
    things_put (m, *e.key, *e.value);
}

static void
one_delete (things *m, int key)
{
  struct thing k = { key, false }, *taken = NULL, *value = NULL;
  uint64_t how = check_random () % 5;
  bool there = value_of[key] != 0;
  if (how == 4)
    CHECK (things_delete (m, &k) == there);
  else
    CHECK (things_delete_entry (m, &k, how & 1 ? &taken : NULL,
                                how & 2 ? &value : NULL)
           == there);
  CHECK (!taken || taken->number == key);
  CHECK (!value || value->number == value_of[key]);
  thing_free (taken);
  thing_free (value);
  note (key, 0);
}

static void
one_big_step (things *m)
{
  check_allocs_left = (long)(check_random () % 3) - 1;
  switch (check_random () % 4)
    {
    case 0:
      CHECK (things_try_shrink (m) || check_allocs_left == 0);
      break;
    case 1:
      CHECK (things_try_reserve (m, check_random () % 2000)
             || check_allocs_left == 0);
      break;
    case 2:
      things_clear (m);
      memset (value_of, 0, sizeof value_of);
      count = 0;
      break;
    case 3:
      /* All that is deleted on a walk, by the key that the map has.  */
      HMAP_EACH (things, it, m)
      {
        int key = (*it.key)->number;
        if (check_random () % 4 == 0)
          {
            CHECK (things_delete (m, *it.key));
            note (key, 0);
          }
      }
      break;
    }
  check_allocs_left = -1;
  check_all (m);
}

static void
drive (things *m, long steps)
{
  things_iter open = things_iter_begin (m);
  int range = KEYS;
  memset (value_of, 0, sizeof value_of);
  count = 0;
  for (long i = 0; i < steps && check_failures < 10; i++)
    {
      uint64_t r = check_random ();
      if (i % 5000 == 0)
        range = (int[]){ 8, 30, 200, KEYS }[r % 4];
      int key = (int)((r >> 8) % (uint64_t)range), value = (int)(r >> 40) | 1;
      if ((r & 0xff) < 100)
        one_put (m, key, value);
      else if ((r & 0xff) < 130)
        one_slot (m, key, value);
      else if ((r & 0xff) < 160)
        put_itself (m, key);
      else
        one_delete (m, key);
      if (i % 301 == 0)
        {
          things_iter_end (&open);
          open = things_iter_begin (m);
        }
      if (i % 3 == 0 && things_iter_next (&open))
        CHECK (value_of[(*open.key)->number] == (*open.value)->number);
      if (i % 997 == 0)
        one_big_step (m);
    }
  check_all (m);
  things_iter_end (&open);
}

int
main (void)
{
  escape_set_alloc_hook (check_hook);
  things *m = things_make (0);
  drive (m, STEPS);
  things_free (m);
  CHECK_SIZE (live, 0);
  {
    HMAP_ON_STACK (things, s, 26);
    drive (s, STEPS / 4);
  }
  CHECK_SIZE (live, 0);
  return check_done ();
}

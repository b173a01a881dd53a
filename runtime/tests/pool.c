/* SPDX-License-Identifier: MIT */
/* Pools give back what was put, cleared; per thread first, shared then, bounded
   always.  */

#include "check.h"
#include <escape/hmaps.h>
#include <escape/memstats.h>
#include <escape/pool.h>
#include <escape/slices.h>
#include <pthread.h>

static int made, dropped;

static void *
create (size_t arg)
{
  (void)arg;
  __atomic_fetch_add (&made, 1, __ATOMIC_RELAXED);
  return calloc (1, sizeof (int));
}

static void
clear (void *object)
{
  *(int *)object = 0;
}

static void
drop (void *object)
{
  __atomic_fetch_add (&dropped, 1, __ATOMIC_RELAXED);
  free (object);
}

static const pool_ops ops = { create, clear, drop, 0 };

static void
test_reuse (void)
{
  pool *p = pool_make (&ops, 10);
  int *a = pool_get (p);
  *a = 5;
  pool_put (p, a);
  int *b = pool_get (p);
  CHECK (a == b && *b == 0);
  pool_put (p, b);
  pool_put (p, NULL);
  pool_free (p);
  pool_free (NULL);
  CHECK (made == 1 && dropped == 1);
}

static void
test_bound (void)
{
  enum
  {
    N = 200,
    LIMIT = 20
  };
  made = dropped = 0;
  pool *p = pool_make (&ops, LIMIT);
  int *all[N];
  for (int i = 0; i < N; i++)
    all[i] = pool_get (p);
  for (int i = 0; i < N; i++)
    pool_put (p, all[i]);
  CHECK_SIZE (made, N);
  CHECK (dropped >= N - LIMIT - POOL_CACHE);
  for (int i = 0; i < 30; i++)
    all[i] = pool_get (p); /* from the cache and from the shared store */
  CHECK_SIZE (made, N);
  for (int i = 0; i < 30; i++)
    pool_put (p, all[i]);
  pool_free (p);
  CHECK_SIZE (dropped, N);
}

static void
test_containers (void)
{
  static const pool_ops maps = POOL_OPS_HMAP (int_int_map, 100);
  static const pool_ops slices = POOL_OPS_SLICE (ints, 64);
  static const pool_ops memory = POOL_OPS_MEMORY (100);
  memstats before, after;
  pool *m = pool_make (&maps, 4), *s = pool_make (&slices, 4),
       *r = pool_make (&memory, 4);
  int_int_map *map = pool_get (m);
  int_int_map_put (map, 1, 2);
  pool_put (m, map);
  ints *box = pool_get (s);
  *box = ints_append (*box, 3);
  int *array = box->ptr;
  pool_put (s, box);
  pool_put (r, pool_get (r));
  memstats_read (&before);
  map = pool_get (m);
  CHECK (map->head.B == 4 && int_int_map_len (map) == 0);
  box = pool_get (s);
  CHECK (box->len == 0 && box->cap >= 64 && box->ptr == array && array[0] == 0);
  char *raw = pool_get (r);
  raw[99] = 1;
  memstats_read (&after);
  CHECK_SIZE (after.pool_hits - before.pool_hits, 3);
  CHECK_SIZE (after.allocs - before.allocs, 0);
  pool_put (m, map);
  pool_put (s, box);
  pool_put (r, raw);
  pool_free (m);
  pool_free (s);
  pool_free (r);
}

/* What a thread kept of a pool that is gone is forgotten at its next search. */
static void
test_pools_end (void)
{
  memstats before, after;
  made = dropped = 0;
  pool *last = pool_make (&ops, 4);
  pool_put (last, pool_get (last)); /* it has its cache now, alone */
  memstats_read (&before);
  for (int i = 0; i < 3; i++)
    {
      pool *p = pool_make (&ops, 4);
      pool_put (p, pool_get (p));
      pool_free (p);
      CHECK_SIZE (dropped, i + 1);
    }
  pool_put (last, pool_get (last));
  memstats_read (&after);
  CHECK_SIZE (after.live, before.live);
  pool_free (last);
}

static pool *common;

static void *
work (void *arg)
{
  int *held[40];
  int rounds = *(int *)arg;
  for (int i = 0; i < rounds; i++)
    {
      int n = 1 + i % 40;
      for (int j = 0; j < n; j++)
        {
          held[j] = pool_get (common);
          if ((*held[j])++ != 0)
            return "in use twice";
        }
      for (int j = 0; j < n; j++)
        pool_put (common, held[j]);
    }
  return NULL;
}

static void
test_threads (void)
{
  made = dropped = 0;
  common = pool_make (&ops, 1000);
  pthread_t threads[4];
  int rounds = 3000;
  for (int i = 0; i < 4; i++)
    if (pthread_create (&threads[i], NULL, work, &rounds) != 0)
      exit (77);
  for (int i = 0; i < 4; i++)
    {
      void *said;
      pthread_join (threads[i], &said);
      CHECK (said == NULL);
    }
  /* What the threads kept is in the shared store now.  */
  int before = made;
  void *one = pool_get (common);
  CHECK (made == before);
  pool_put (common, one);
  pool_free (common);
  CHECK (made == dropped && made <= 4 * (40 + POOL_CACHE));
}

static void
test_out_of_memory (void)
{
  made = dropped = 0;
  escape_set_alloc_hook (check_hook);
  check_allocs_left = 0;
  CHECK (!pool_make (&ops, 3));
  check_allocs_left = 1; /* the pool, but no cache */
  pool *p = pool_make (&ops, 1);
  int *a = pool_get (p), *b = pool_get (p);
  pool_put (p, a);
  pool_put (p, b); /* one too many, without a cache */
  CHECK_SIZE (dropped, 1);
  CHECK (pool_get (p) == a);
  pool_put (p, a);
  for (long left = 0; left < 2; left++)
    {
      check_allocs_left = left;
      CHECK (!ints_pool_create (10)); /* the box or the array */
    }
  check_allocs_left = -1;
  pool_free (p);
  CHECK (made == 2 && dropped == 2);
  escape_set_alloc_hook (NULL);
  volatile size_t too_much = SIZE_MAX - 4;
  CHECK (!escape_pool_memory (too_much));
  escape_pool_memory_free (NULL);
}

int
main (void)
{
  test_reuse ();
  test_bound ();
  test_containers ();
  test_pools_end ();
  test_threads ();
  test_out_of_memory ();
  return check_done ();
}

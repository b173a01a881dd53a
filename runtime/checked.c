/* SPDX-License-Identifier: MIT */
/* Blocks that were freed by checked units: a ring, the oldest leaves first.

   The addresses between the lowest and the highest block that was ever kept are
   told by two words that a check reads without the lock; only what lies between
   them is searched for.  */

#include "internal.h"
#include <escape/checked.h>
#include <pthread.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct
{
  char *ptr;
  size_t bytes;
  const char *where;
} ring[ESCAPE_BURIED];
static size_t oldest, n_buried, bytes_buried;
static uintptr_t lowest = UINTPTR_MAX, highest;

static void
free_oldest (void)
{
  ASAN_UNPOISON_MEMORY_REGION (ring[oldest].ptr, ring[oldest].bytes);
  escape_mem_free (ring[oldest].ptr, ring[oldest].bytes);
  bytes_buried -= ring[oldest].bytes;
  oldest = (oldest + 1) % ESCAPE_BURIED;
  n_buried--;
}

void
escape_bury (void *ptr, size_t bytes, const char *where)
{
  if (!ptr)
    return;
  memset (ptr, 0xdb, bytes);
  ASAN_POISON_MEMORY_REGION (ptr, bytes);
  pthread_mutex_lock (&lock);
  while (n_buried == ESCAPE_BURIED
         || (n_buried > 0 && bytes_buried + bytes > ESCAPE_BURIED_BYTES))
    free_oldest ();
  size_t at = (oldest + n_buried++) % ESCAPE_BURIED;
  ring[at].ptr = ptr;
  ring[at].bytes = bytes;
  ring[at].where = where;
  bytes_buried += bytes;
  uintptr_t start = (uintptr_t)ptr;
  if (start < lowest)
    __atomic_store_n (&lowest, start, __ATOMIC_RELAXED);
  if (start + bytes > highest)
    __atomic_store_n (&highest, start + bytes, __ATOMIC_RELAXED);
  pthread_mutex_unlock (&lock);
}

void
escape_check_live (const void *ptr, const char *what, const char *where)
{
  uintptr_t at = (uintptr_t)ptr;
  if (at < __atomic_load_n (&lowest, __ATOMIC_RELAXED)
      || at >= __atomic_load_n (&highest, __ATOMIC_RELAXED))
    return;
  bool dead = false;
  const char *freed = NULL;
  pthread_mutex_lock (&lock);
  for (size_t i = 0; i < n_buried && !dead; i++)
    {
      size_t k = (oldest + i) % ESCAPE_BURIED;
      dead = at - (uintptr_t)ring[k].ptr < ring[k].bytes;
      freed = ring[k].where;
    }
  pthread_mutex_unlock (&lock);
  if (dead)
    escape_fault (where, "use of %s after it was freed%s%s", what,
                  freed ? " at " : "", freed ? freed : "");
}

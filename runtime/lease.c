/* SPDX-License-Identifier: MIT */
/* Leases: a pool for each power of two from 64 bytes to 64 KiB, made at the
   first lease and kept until the process ends.  */

#include "internal.h"
#include <escape/local.h>
#include <escape/pool.h>
#include <pthread.h>
#include <string.h>

enum
{
  LEAST = 6, /* log2 */
  MOST = 16,
  KEPT = 1 << 20 /* bytes that a pool's shared store keeps, at most */
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pool_ops ops[MOST + 1];
static pool *pools[MOST + 1]; /* null: there was no memory for it */

static void
make_pools (void)
{
  for (unsigned k = LEAST; k <= MOST; k++)
    {
      ops[k] = (pool_ops)POOL_OPS_MEMORY ((size_t)1 << k);
      pools[k] = pool_make (&ops[k], (size_t)KEPT >> k);
    }
}

/* The pool for BYTES, or null.  */
static pool *
pool_for (size_t bytes)
{
  unsigned k = LEAST;
  while (k <= MOST && bytes > (size_t)1 << k)
    k++;
  return k <= MOST ? pools[k] : NULL;
}

void *
escape_lease_begin (escape_lease *lease, size_t bytes, const char *where)
{
  pthread_once (&once, make_pools);
  pool *p = pool_for (bytes);
  lease->bytes = bytes;
  lease->room = p ? pool_get (p) : escape_pool_memory (bytes);
  if (!lease->room)
    escape_fault (where, "out of memory for %zu bytes of a scope", bytes);
  memset (lease->room, 0, bytes);
  return lease->room;
}

void
escape_lease_end (escape_lease *lease)
{
  pool *p = pool_for (lease->bytes);
  if (p)
    pool_put (p, lease->room);
  else
    escape_pool_memory_free (lease->room);
}

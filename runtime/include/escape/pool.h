/* SPDX-License-Identifier: MIT */
/* pool: objects that are made once and used many times, as Go's sync.Pool.

       static const pool_ops ops = POOL_OPS_HMAP (counts, 64);
       pool *p = pool_make (&ops, 256);
       counts *m = pool_get (p);
       ...
       pool_put (p, m);
       pool_free (p);

   Each thread keeps up to POOL_CACHE objects of each pool to itself, without
   locks; what is more goes to a shared store under a lock, half a cache at a
   time.  The shared store is bounded: beyond its limit objects are dropped.
   When a thread ends, what it kept goes to the shared store.

   An object is cleared when it is put back, so that what it held is not kept
   alive, and whoever gets it finds it as new.  Which object get returns is not
   said.  */

#ifndef ESCAPE_POOL_H
#define ESCAPE_POOL_H

#include <escape/base.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

/* Objects of one pool that one thread keeps.  */
#define POOL_CACHE 16

/* How the pool's objects are made, cleared and dropped.  They may be called by
   any thread that uses the pool, never under its lock.  */
typedef struct pool_ops
{
  void *(*create) (
      size_t arg); /* Go's New: a fresh object, null when out of memory */
  void (*clear) (void *object); /* make it as new; null: nothing to do */
  void (*drop) (void *object);  /* free it */
  size_t arg;                   /* handed to create: a size, a hint */
} pool_ops;

/* Maps of type NAME with room for N entries; boxed slices (pointers to the
   three words) of type NAME with capacity N; plain zeroed memory of N bytes
   (which clear does not touch).  */
#define POOL_OPS_HMAP(name, n)                                                 \
  {                                                                            \
    name##_pool_create, name##_pool_clear, name##_pool_drop, (n)               \
  }
#define POOL_OPS_SLICE(name, n) POOL_OPS_HMAP (name, n)
#define POOL_OPS_MEMORY(n)                                                     \
  {                                                                            \
    escape_pool_memory, NULL, escape_pool_memory_free, (n)                     \
  }

ESCAPE_BEGIN_DECLS

typedef struct pool pool;

/* Drop all objects that were put back, and the pool.  No thread may use it at
   the time; objects that are out stay their users'.  Null is nothing.  */
void pool_free (pool *p) ESCAPE_RELEASES (1)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* A new pool whose shared store holds at most LIMIT objects; OPS must outlive
   it.  Null when out of memory.  Freed by pool_free.  */
pool *pool_make (const pool_ops *ops, size_t limit) ESCAPE_ALLOCATES ("raw")
    ESCAPE_MALLOC (pool_free, 1);

/* An object: one that was put back, else a new one from create.  Null when out
   of memory.  The caller's until it is put back or dropped.  O(1).  */
void *pool_get (pool *p) ESCAPE_FLOW ("1* -> ret; new(raw) -> ret");

/* Clear OBJECT and keep it for the next who asks, or drop it.  It may come from
   anywhere that drop fits. Null is nothing.  O(1), besides clear.  Never fails:
   without memory to keep it, it is dropped.  */
void pool_put (pool *p, void *object) ESCAPE_FLOW ("2 -> 1*")
    ESCAPE_RELEASES (2);

void escape_pool_memory_free (void *object) ESCAPE_RELEASES (1)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
void *escape_pool_memory (size_t size) ESCAPE_ALLOCATES ("raw")
    ESCAPE_FLOW ("") ESCAPE_ALLOC_SIZE (1)
    ESCAPE_MALLOC (escape_pool_memory_free, 1);

ESCAPE_END_DECLS

#endif /* ESCAPE_POOL_H */

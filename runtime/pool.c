/* SPDX-License-Identifier: MIT */
/* Pools: a cache for each thread and pool, a shared store for each pool.

   A thread finds its caches in a list of its own, by pool.  Pools and threads
   may end in any order:
   - `registry_lock' guards the list of living pools and each pool's list of
   caches;
   - a pool that ends empties and unlinks its caches but leaves the memory to
   their threads, with `owner' null; the thread frees them at its next search or
   at its end;
   - a thread that ends gives the objects of its caches to the pools that are
   still there. So a cache is freed by its thread alone, and its objects by
   whoever unlinks it.  */

#include "internal.h"
#include <escape/pool.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct cache
{
  pool
      *owner; /* null: the pool is gone; guarded as above, read by the thread */
  struct cache *next_of_mine; /* in the thread's list */
  struct cache *next, **link; /* in the pool's list */
  size_t n;
  void *objects[POOL_CACHE];
};

struct pool
{
  const pool_ops *ops;
  size_t limit;
  pthread_mutex_t lock; /* of the shared store */
  size_t n, room;
  void **shared;
  struct cache *caches; /* under registry_lock */
};

static pthread_mutex_t registry_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static bool key_made;
static _Thread_local struct cache *mine;

static pool *
owner_of (const struct cache *c)
{
  return __atomic_load_n (&c->owner, __ATOMIC_ACQUIRE);
}

/* Take OBJECT into P's shared store; false if it is full.  */
static bool
share (pool *p, void *object)
{
  bool taken = false;
  pthread_mutex_lock (&p->lock);
  if (p->n == p->room && p->room < p->limit)
    {
      size_t room = p->room ? 2 * p->room : POOL_CACHE;
      if (room > p->limit)
        room = p->limit;
      void **more = realloc (p->shared, room * sizeof *more);
      if (more)
        {
          p->shared = more;
          p->room = room;
        }
    }
  if (p->n < p->room)
    {
      p->shared[p->n++] = object;
      taken = true;
    }
  pthread_mutex_unlock (&p->lock);
  return taken;
}

/* Move the N oldest objects of C to the store of P; those that do not fit go to
   LEFT.  Returns how many those are.  */
static size_t
share_oldest (pool *p, struct cache *c, size_t n, void *left[POOL_CACHE])
{
  size_t n_left = 0;
  for (size_t i = 0; i < n; i++)
    if (!share (p, c->objects[i]))
      left[n_left++] = c->objects[i];
  c->n -= n;
  for (size_t i = 0; i < c->n; i++)
    c->objects[i] = c->objects[i + n];
  return n_left;
}

static void
drop_all (const pool_ops *ops, void **objects, size_t n)
{
  for (size_t i = 0; i < n; i++)
    ops->drop (objects[i]);
}

static void
unlink_cache (struct cache *c)
{
  *c->link = c->next;
  if (c->next)
    c->next->link = c->link;
}

static void
thread_ends (void *list)
{
  mine = NULL;
  for (struct cache *c = list, *next; c; c = next)
    {
      next = c->next_of_mine;
      void *left[POOL_CACHE];
      size_t n_left = 0;
      const pool_ops *ops = NULL;
      pthread_mutex_lock (&registry_lock); /* under it no pool can end */
      pool *p = owner_of (c);
      if (p)
        {
          unlink_cache (c);
          ops = p->ops;
          n_left = share_oldest (p, c, c->n, left);
        }
      pthread_mutex_unlock (&registry_lock);
      drop_all (ops, left, n_left);
      escape_mem_free (c, sizeof *c);
    }
}

static void
make_key (void)
{
  key_made = pthread_key_create (&key, thread_ends) == 0;
}

/* The calling thread's cache of P, or null if there is none and no memory for
   one.  Caches of pools that are gone are freed on the way.  */
static struct cache *
cache_of (pool *p)
{
  struct cache **at = &mine, *c;
  while ((c = *at) != NULL)
    {
      pool *owner = owner_of (c);
      if (owner == p)
        return c;
      if (owner)
        {
          at = &c->next_of_mine;
          continue;
        }
      *at = c->next_of_mine;
      escape_mem_free (c, sizeof *c);
    }
  pthread_once (&once, make_key);
  if (!key_made || !(c = escape_mem_alloc (sizeof *c)))
    return NULL;
  c->next_of_mine = mine;
  if (pthread_setspecific (key, c) != 0)
    {
      escape_mem_free (c, sizeof *c);
      pthread_setspecific (key, mine);
      return NULL;
    }
  mine = c;
  pthread_mutex_lock (&registry_lock);
  c->owner = p;
  c->next = p->caches;
  c->link = &p->caches;
  if (c->next)
    c->next->link = &c->next;
  p->caches = c;
  pthread_mutex_unlock (&registry_lock);
  return c;
}

/* Fill the empty cache C, halfway, from the shared store; or take one object if
   C is null.  */
static void *
take_shared (pool *p, struct cache *c)
{
  void *object = NULL;
  pthread_mutex_lock (&p->lock);
  if (p->n > 0)
    object = p->shared[--p->n];
  if (c)
    while (p->n > 0 && c->n < POOL_CACHE / 2)
      c->objects[c->n++] = p->shared[--p->n];
  pthread_mutex_unlock (&p->lock);
  return object;
}

pool *
pool_make (const pool_ops *ops, size_t limit)
{
  pool *p = escape_mem_alloc (sizeof *p);
  if (!p)
    return NULL;
  p->ops = ops;
  p->limit = limit;
  if (pthread_mutex_init (&p->lock, NULL) != 0)
    {
      escape_mem_free (p, sizeof *p);
      return NULL;
    }
  return p;
}

void
pool_free (pool *p)
{
  if (!p)
    return;
  /* One cache at a time: drop may not be called under the lock, and once a
     cache has no owner its thread may free it.  */
  for (;;)
    {
      void *objects[POOL_CACHE];
      pthread_mutex_lock (&registry_lock);
      struct cache *c = p->caches;
      size_t n = c ? c->n : 0;
      if (c)
        {
          unlink_cache (c);
          memcpy (objects, c->objects, n * sizeof *objects);
          __atomic_store_n (&c->owner, NULL, __ATOMIC_RELEASE);
        }
      pthread_mutex_unlock (&registry_lock);
      if (!c)
        break;
      drop_all (p->ops, objects, n);
    }
  drop_all (p->ops, p->shared, p->n);
  free (p->shared);
  pthread_mutex_destroy (&p->lock);
  escape_mem_free (p, sizeof *p);
}

void *
pool_get (pool *p)
{
  struct cache *c = cache_of (p);
  void *object = c && c->n > 0 ? c->objects[--c->n] : take_shared (p, c);
  escape_count (object ? ESCAPE_POOL_HITS : ESCAPE_POOL_MISSES);
  return object ? object : p->ops->create (p->ops->arg);
}

void
pool_put (pool *p, void *object)
{
  if (!object)
    return;
  if (p->ops->clear)
    p->ops->clear (object);
  struct cache *c = cache_of (p);
  if (!c)
    {
      if (!share (p, object))
        p->ops->drop (object);
      return;
    }
  if (c->n == POOL_CACHE)
    {
      void *left[POOL_CACHE];
      drop_all (p->ops, left, share_oldest (p, c, POOL_CACHE / 2, left));
    }
  c->objects[c->n++] = object;
}

/* Plain memory knows its size by a word before it.  */
union memory_head
{
  size_t bytes;
  max_align_t align;
};

void *
escape_pool_memory (size_t size)
{
  size_t bytes;
  if (__builtin_add_overflow (size, sizeof (union memory_head), &bytes))
    return NULL;
  union memory_head *head = escape_mem_alloc (bytes);
  if (!head)
    return NULL;
  head->bytes = bytes;
  return head + 1;
}

void
escape_pool_memory_free (void *object)
{
  if (!object)
    return;
  union memory_head *head = (union memory_head *)object - 1;
  escape_mem_free (head, head->bytes);
}

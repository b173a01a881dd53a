/* SPDX-License-Identifier: MIT */
/* The body of hmap.h: one map type and its functions.  Included by hmap.h only.

   Invariants, at the border of every function but while ESCAPE_MAP_WRITING is
   set:
   - a key is in one place: in the chain of old bucket hash & oldmask if that is
   not evacuated, else in the chain of bucket hash & mask;
   - EMPTY_REST in a slot means that no later slot of the chain is in use;
   - a chain is evacuated as a whole: its first tophash says so for all;
   - the two new buckets of an old bucket that is not evacuated are empty;
   - entries never move within their bucket, and an evacuated bucket's keys stay
   readable while an iterator holds its array: what is left there is a copy of a
   live entry's key, or marked empty.  */

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

#if !defined HMAP_KEY || !defined HMAP_VALUE
#  error                                                                       \
      "define HMAP_KEY and HMAP_VALUE, the types of keys and values, beside HMAP_NAME"
#endif

#ifdef HMAP_KEY_STRING
#  define HMAP_HASH(key, seed) escape_hash_string (key, seed)
#  define HMAP_EQUAL(a, b) (strcmp (a, b) == 0)
#endif
#ifdef HMAP_KEY_BYTES
#  include <escape/slice.h>
#  define HMAP_HASH(key, seed) escape_hash_bytes ((key).ptr, (key).len, seed)
#  define HMAP_EQUAL(a, b)                                                     \
    ((a).len == (b).len                                                        \
     && ((a).len == 0 || memcmp ((a).ptr, (b).ptr, (a).len) == 0))
#endif
#ifdef HMAP_KEY_PLAIN
#  define HMAP_HASH(key, seed) escape_hash_bytes (&(key), sizeof (key), seed)
#  define HMAP_EQUAL(a, b) (memcmp (&(a), &(b), sizeof (a)) == 0)
#endif
#ifndef HMAP_HASH
#  define HMAP_HASH(key, seed) escape_hash_int ((uint64_t)(key), seed)
#endif
#ifndef HMAP_EQUAL
#  define HMAP_EQUAL(a, b) ((a) == (b))
#endif

#define HMAP_(op) ESCAPE_PASTE (ESCAPE_PASTE (HMAP_NAME, _), op)
#define HMAP_K HMAP_ (key)
#define HMAP_V HMAP_ (value)
#define HMAP_BUCKET HMAP_ (bucket)
#define HMAP_ITER HMAP_ (iter)
#define HMAP_OP(op) ESCAPE_STRING (HMAP_NAME) "_" op

typedef HMAP_KEY HMAP_K;
typedef HMAP_VALUE HMAP_V;

/* One type so that a map pointer says what it maps; the fields are the head's.
 */
typedef struct ESCAPE_MAP HMAP_NAME
{
  hmap head;
} HMAP_NAME;

typedef struct HMAP_BUCKET
{
  escape_hmap_bucket head;
  HMAP_K keys[ESCAPE_SLOTS];
  HMAP_V values[ESCAPE_SLOTS];
} HMAP_BUCKET;

ESCAPE_STATIC_ASSERT (
    ESCAPE_ALIGNOF (HMAP_BUCKET) <= ESCAPE_ALIGNOF (max_align_t),
    "keys and values may not be aligned more strictly than malloc aligns");

/* A walk over a map.  `key' and `value' point into the map, to the entry that
   iter_next came to.  */
typedef struct HMAP_ITER
{
  const HMAP_K *key;
  HMAP_V *value;
  HMAP_NAME *map; /* null: ended */
  HMAP_BUCKET *buckets,
      *oldbuckets;     /* the arrays it holds, as they were when it began */
  HMAP_BUCKET *bucket; /* where it is in a chain, or null between chains */
  HMAP_BUCKET *other;  /* the chain to walk after this one, or null */
  size_t start, next,
      count;    /* the index it began with, the next one, how many there are */
  size_t apart; /* began while doubling: the distance of two new buckets */
  uint8_t offset, slot;
  bool wrapped;
} HMAP_ITER;

ESCAPE_TEMPLATE HMAP_BUCKET *
HMAP_ (buckets_) (const HMAP_NAME *m)
{
  return (HMAP_BUCKET *)m->head.buckets;
}

ESCAPE_TEMPLATE HMAP_BUCKET *
HMAP_ (oldbuckets_) (const HMAP_NAME *m)
{
  return (HMAP_BUCKET *)m->head.oldbuckets;
}

/* The first bucket of the chain where HASH's entries are.  */
ESCAPE_TEMPLATE HMAP_BUCKET *
HMAP_ (chain_) (const HMAP_NAME *m, uint64_t hash)
{
  if (ESCAPE_UNLIKELY (m->head.oldbuckets != NULL))
    {
      size_t i = (size_t)hash & (escape_hmap_old_count (&m->head) - 1);
      HMAP_BUCKET *old = HMAP_ (oldbuckets_) (m) + i;
      if (!escape_hmap_evacuated (&old->head))
        return old;
    }
  return HMAP_ (buckets_) (m) + ((size_t)hash & escape_hmap_mask (&m->head));
}

/* The slot of KEY in the chain from *B on, which becomes the bucket that has
   it; or ESCAPE_SLOTS.  */
ESCAPE_TEMPLATE unsigned
HMAP_ (search_) (HMAP_BUCKET **b, HMAP_K key, uint8_t top)
{
  HMAP_BUCKET *at = *b;
  for (; at; at = (HMAP_BUCKET *)escape_hmap_next (at))
    {
      for (escape_mask mask = escape_match (at->head.tophash, top); mask;
           mask &= mask - 1)
        {
          unsigned i = escape_mask_first (mask);
          if (HMAP_EQUAL (at->keys[i], key))
            {
              *b = at;
              return i;
            }
        }
      if (escape_hmap_ends (&at->head))
        break;
    }
  return ESCAPE_SLOTS;
}

ESCAPE_TEMPLATE size_t
HMAP_ (len) (const HMAP_NAME *m)
{
  return m ? m->head.count : 0;
}

/* Where KEY's entry is: *B is its bucket, the result its slot, or ESCAPE_SLOTS
   if there is none.  */
ESCAPE_TEMPLATE unsigned
HMAP_ (locate_) (const HMAP_NAME *m, HMAP_K key, HMAP_BUCKET **b)
{
  if (!m || m->head.count == 0)
    return ESCAPE_SLOTS;
  if (ESCAPE_UNLIKELY (escape_hmap_writing (&m->head)))
    escape_hmap_race_fault (NULL, "concurrent map read and map write");
  uint64_t hash = HMAP_HASH (key, m->head.hash0);
  *b = HMAP_ (chain_) (m, hash);
  return HMAP_ (search_) (b, key, escape_tophash (hash));
}

/* The value of KEY, in the map, until the next write; null if there is none.
   O(1).  */
ESCAPE_TEMPLATE HMAP_V *
HMAP_ (find) (const HMAP_NAME *m, HMAP_K key)
{
  HMAP_BUCKET *b = NULL;
  unsigned i = HMAP_ (locate_) (m, key, &b);
  return i < ESCAPE_SLOTS ? &b->values[i] : NULL;
}

/* Go's `_, ok := m[key]'.  O(1).  */
ESCAPE_TEMPLATE bool
HMAP_ (has) (const HMAP_NAME *m, HMAP_K key)
{
  HMAP_BUCKET *b = NULL;
  return HMAP_ (locate_) (m, key, &b) < ESCAPE_SLOTS;
}

/* Go's m[key]: the value of KEY, or the zero value if there is none.  O(1).  */
ESCAPE_TEMPLATE HMAP_V
HMAP_ (get) (const HMAP_NAME *m, HMAP_K key)
{
  HMAP_V *found = HMAP_ (find) (m, key);
  if (found)
    return *found;
  HMAP_V zero;
  memset ((void *)&zero, 0, sizeof zero);
  return zero;
}

/* Go's `v, ok := m[key]': *OUT is the value of KEY, or the zero value.  O(1).
 */
ESCAPE_TEMPLATE bool
HMAP_ (lookup) (const HMAP_NAME *m, HMAP_K key, HMAP_V *out)
{
  HMAP_V *found = HMAP_ (find) (m, key);
  if (found)
    *out = *found;
  else
    memset ((void *)out, 0, sizeof *out);
  return found != NULL;
}

/* Move old bucket I to the new array.  Its chain of C buckets needs at most C -
   1 new overflow buckets; they are reserved first, so that a chain moves as a
   whole or, false, not at all.  */
ESCAPE_TEMPLATE bool
HMAP_ (move_) (HMAP_NAME *m, size_t i)
{
  hmap *h = &m->head;
  HMAP_BUCKET *from = HMAP_ (oldbuckets_) (m) + i, *to[2];
  unsigned slot[2] = { 0, 0 };
  size_t further = 0, bit = escape_hmap_old_count (h);
  bool same_size = h->flags & ESCAPE_MAP_SAME_SIZE;

  for (HMAP_BUCKET *b = from;
       (b = (HMAP_BUCKET *)escape_hmap_next (b)) != NULL;)
    further++;
  if (further && !escape_hmap_spare (h, sizeof (HMAP_BUCKET), further))
    return false;

  to[0] = HMAP_ (buckets_) (m) + i;
  to[1] = same_size ? to[0] : to[0] + bit;
  for (; from; from = (HMAP_BUCKET *)escape_hmap_next (from))
    for (unsigned j = 0; j < ESCAPE_SLOTS; j++)
      {
        uint8_t top = from->head.tophash[j];
        if (top <= ESCAPE_EMPTY_ONE)
          {
            from->head.tophash[j] = ESCAPE_EVACUATED_EMPTY;
            continue;
          }
        unsigned half
            = !same_size
              && ((size_t)HMAP_HASH (from->keys[j], h->hash0) & bit) != 0;
        if (slot[half] == ESCAPE_SLOTS)
          {
            to[half] = (HMAP_BUCKET *)escape_hmap_overflow (
                h, to[half], sizeof (HMAP_BUCKET));
            slot[half] = 0;
          }
        to[half]->head.tophash[slot[half]] = top;
        to[half]->keys[slot[half]] = from->keys[j];
        to[half]->values[slot[half]] = from->values[j];
        slot[half]++;
        from->head.tophash[j] = (uint8_t)(ESCAPE_EVACUATED_X + half);
      }
  return true;
}

/* Old bucket I shall be evacuated; then go on to the next that is not, at most
   1024 ahead.  False if there is no memory for it.  */
ESCAPE_TEMPLATE bool
HMAP_ (evacuate_) (HMAP_NAME *m, size_t i)
{
  hmap *h = &m->head;
  HMAP_BUCKET *old = HMAP_ (oldbuckets_) (m);
  if (!escape_hmap_evacuated (&old[i].head) && !HMAP_ (move_) (m, i))
    return false;
  if (i == h->nevacuate)
    {
      size_t all = escape_hmap_old_count (h),
             stop = i + 1024 < all ? i + 1024 : all;
      do
        h->nevacuate++;
      while (h->nevacuate < stop
             && escape_hmap_evacuated (&old[h->nevacuate].head));
      if (h->nevacuate == all)
        escape_hmap_grown (h);
    }
  return true;
}

/* What each write does for a growth under way: the bucket that it needs, and
   one more.  False if the needed one could not be moved.  */
ESCAPE_COLD ESCAPE_UNUSED static bool
HMAP_ (grow_work_) (HMAP_NAME *m, uint64_t hash)
{
  if (!HMAP_ (evacuate_) (m, (size_t)hash
                                 & (escape_hmap_old_count (&m->head) - 1)))
    return false;
  if (m->head.oldbuckets)
    HMAP_ (evacuate_) (m, m->head.nevacuate);
  return true;
}

/* Finish a growth under way.  O(buckets).  */
ESCAPE_TEMPLATE bool
HMAP_ (finish_growth_) (HMAP_NAME *m)
{
  while (m->head.oldbuckets)
    if (!HMAP_ (evacuate_) (m, m->head.nevacuate))
      return false;
  return true;
}

/* A place for a new entry of KEY, which is in none; null when out of memory.
   START is its chain.  */
ESCAPE_TEMPLATE HMAP_V *
HMAP_ (insert_) (HMAP_NAME *m, HMAP_BUCKET *start, HMAP_K key, uint8_t top)
{
  HMAP_BUCKET *b = start, *last = start;
  unsigned i = ESCAPE_SLOTS;
  for (; b; last = b, b = (HMAP_BUCKET *)escape_hmap_next (b))
    {
      escape_mask empty = escape_match_empty (b->head.tophash);
      if (empty)
        {
          i = escape_mask_first (empty);
          break;
        }
    }
  if (!b)
    {
      b = (HMAP_BUCKET *)escape_hmap_overflow (&m->head, last, sizeof *b);
      if (!b)
        return NULL;
      i = 0;
    }
  b->head.tophash[i] = top;
  b->keys[i] = key;
  memset ((void *)&b->values[i], 0, sizeof b->values[i]);
  m->head.count++;
  return &b->values[i];
}

/* The value of KEY, found or new; null when out of memory.  */
ESCAPE_TEMPLATE HMAP_V *
HMAP_ (assign_) (HMAP_NAME *m, HMAP_K key, uint64_t hash)
{
  hmap *h = &m->head;
  uint8_t top = escape_tophash (hash);
  for (;;)
    {
      bool moved = !h->oldbuckets || HMAP_ (grow_work_) (m, hash);
      HMAP_BUCKET *b = HMAP_ (chain_) (m, hash), *start = b;
      unsigned i = HMAP_ (search_) (&b, key, top);
      if (i < ESCAPE_SLOTS)
        return &b->values[i];
      if (!moved)
        return NULL;
      bool bigger = escape_hmap_overloaded (h->count + 1, h->B);
      if (h->oldbuckets || !(bigger || escape_hmap_too_many_overflow (h)))
        return HMAP_ (insert_) (m, start, key, top);
      if (!escape_hmap_grow (h, sizeof (HMAP_BUCKET), bigger))
        return NULL;
    }
}

/* The value of KEY to write to; a new entry has the zero value.  Null when out
   of memory.  */
ESCAPE_TEMPLATE HMAP_V *
HMAP_ (try_slot_at) (HMAP_NAME *m, HMAP_K key, const char *where)
{
  if (ESCAPE_UNLIKELY (!m))
    escape_hmap_nil_fault (where);
  uint64_t hash = HMAP_HASH (key, m->head.hash0);
  escape_hmap_write_begin (&m->head, where);
  HMAP_V *value = HMAP_ (assign_) (m, key, hash);
  escape_hmap_write_end (&m->head, where);
  return value;
}

ESCAPE_TEMPLATE HMAP_V *
HMAP_ (try_slot) (HMAP_NAME *m, HMAP_K key)
{
  return HMAP_ (try_slot_at) (m, key, NULL);
}

/* As try_slot, but a fault when out of memory: *counts_slot (m, "x") += 1 is
   Go's m["x"]++. O(1), the allocation of a growth included, zeroing of its
   pages not.  Invalidates pointers.  */
ESCAPE_TEMPLATE HMAP_V *
HMAP_ (slot_at) (HMAP_NAME *m, HMAP_K key, const char *where)
{
  HMAP_V *value = HMAP_ (try_slot_at) (m, key, where);
  if (ESCAPE_UNLIKELY (!value))
    escape_hmap_memory_fault (where, HMAP_OP ("slot"));
  return value;
}

ESCAPE_TEMPLATE HMAP_V *
HMAP_ (slot) (HMAP_NAME *m, HMAP_K key)
{
  return HMAP_ (slot_at) (m, key, NULL);
}

/* Go's m[key] = value.  An entry that exists keeps its key.  False when out of
   memory.  As slot.  */
ESCAPE_TEMPLATE bool
HMAP_ (try_put) (HMAP_NAME *m, HMAP_K key, HMAP_V value)
{
  HMAP_V *slot = HMAP_ (try_slot_at) (m, key, NULL);
  if (slot)
    *slot = value;
  return slot != NULL;
}

ESCAPE_TEMPLATE void
HMAP_ (put_at) (HMAP_NAME *m, HMAP_K key, HMAP_V value, const char *where)
{
  HMAP_V *slot = HMAP_ (try_slot_at) (m, key, where);
  if (ESCAPE_UNLIKELY (!slot))
    escape_hmap_memory_fault (where, HMAP_OP ("put"));
  *slot = value;
}

ESCAPE_TEMPLATE void
HMAP_ (put) (HMAP_NAME *m, HMAP_K key, HMAP_V value)
{
  HMAP_ (put_at) (m, key, value, NULL);
}

/* Slot I of B, in the chain from START, is empty now: mark it, and if nothing
   follows, say so there and in the empty slots before it.  */
ESCAPE_TEMPLATE void
HMAP_ (mark_empty_) (HMAP_BUCKET *start, HMAP_BUCKET *b, unsigned i)
{
  b->head.tophash[i] = ESCAPE_EMPTY_ONE;
  HMAP_BUCKET *after = (HMAP_BUCKET *)escape_hmap_next (b);
  if (i < ESCAPE_SLOTS - 1
          ? b->head.tophash[i + 1] != ESCAPE_EMPTY_REST
          : after && after->head.tophash[0] != ESCAPE_EMPTY_REST)
    return;
  while (b->head.tophash[i] == ESCAPE_EMPTY_ONE)
    {
      b->head.tophash[i] = ESCAPE_EMPTY_REST;
      if (i > 0)
        i--;
      else if (b == start)
        break;
      else
        {
          HMAP_BUCKET *before = start;
          while (escape_hmap_next (before) != b)
            before = (HMAP_BUCKET *)escape_hmap_next (before);
          b = before;
          i = ESCAPE_SLOTS - 1;
        }
    }
}

/* KEY is being deleted: in evacuated buckets that iterators may still come to,
   a copy of it must not be left, for its storage may go with the entry.  */
ESCAPE_TEMPLATE void
HMAP_ (forget_in_) (HMAP_BUCKET *buckets, unsigned B, HMAP_K key, uint64_t hash)
{
  HMAP_BUCKET *b = buckets + ((size_t)hash & (((size_t)1 << B) - 1));
  if (!escape_hmap_evacuated (&b->head))
    return;
  for (; b; b = (HMAP_BUCKET *)escape_hmap_next (b))
    for (unsigned i = 0; i < ESCAPE_SLOTS; i++)
      if ((b->head.tophash[i] == ESCAPE_EVACUATED_X
           || b->head.tophash[i] == ESCAPE_EVACUATED_Y)
          && HMAP_EQUAL (b->keys[i], key))
        {
          b->head.tophash[i] = ESCAPE_EVACUATED_EMPTY;
          return;
        }
}

ESCAPE_COLD ESCAPE_UNUSED static void
HMAP_ (forget_) (HMAP_NAME *m, HMAP_K key, uint64_t hash)
{
  hmap *h = &m->head;
  escape_hmap_sweep (h);
  for (escape_hmap_array *a = (escape_hmap_array *)h->retired; a; a = a->next)
    HMAP_ (forget_in_) ((HMAP_BUCKET *)(void *)(a + 1), a->B, key, hash);
  if (h->oldbuckets)
    HMAP_ (forget_in_)
  (HMAP_ (oldbuckets_) (m), ((escape_hmap_array *)h->oldbuckets)[-1].B, key,
   hash);
}

/* Remove KEY's entry; whether there was one.  Nothing for the nil map.  O(1).
   Never fails: when a growth under way cannot go on for want of memory, it
   waits.  */
ESCAPE_TEMPLATE bool HMAP_ (delete) (HMAP_NAME *m, HMAP_K key)
{
  if (!m || m->head.count == 0)
    return false;
  hmap *h = &m->head;
  uint64_t hash = HMAP_HASH (key, h->hash0);
  escape_hmap_write_begin (h, NULL);
  if (h->oldbuckets)
    HMAP_ (grow_work_) (m, hash);
  HMAP_BUCKET *start = HMAP_ (chain_) (m, hash), *b = start;
  unsigned i = HMAP_ (search_) (&b, key, escape_tophash (hash));
  bool found = i < ESCAPE_SLOTS;
  if (found)
    {
      if (ESCAPE_UNLIKELY (h->oldbuckets || h->retired))
        HMAP_ (forget_) (m, key, hash);
      HMAP_ (mark_empty_) (start, b, i);
      if (--h->count == 0)
        h->hash0 = escape_random ();
    }
  escape_hmap_write_end (h, NULL);
  return found;
}

/* Remove all entries; the buckets stay for the next ones.  O(buckets), never
   fails.  */
ESCAPE_TEMPLATE void
HMAP_ (clear) (HMAP_NAME *m)
{
  if (!m)
    return;
  escape_hmap_write_begin (&m->head, NULL);
  escape_hmap_clear (&m->head, sizeof (HMAP_BUCKET));
  escape_hmap_write_end (&m->head, NULL);
}

/* A new map with buckets for HINT entries; null when out of memory. O(buckets),
   two allocations.  */
ESCAPE_TEMPLATE HMAP_NAME *
HMAP_ (try_make) (size_t hint)
{
  unsigned B = escape_hmap_B (hint);
  HMAP_NAME *m = (HMAP_NAME *)escape_hmap_alloc (sizeof (HMAP_NAME));
  if (!m)
    return NULL;
  m->head.buckets = escape_hmap_array_new (B, sizeof (HMAP_BUCKET));
  if (!m->head.buckets)
    {
      escape_hmap_free (m);
      return NULL;
    }
  m->head.B = (uint8_t)B;
  return m;
}

/* Go's make (map[K]V, hint).  As try_make, but a fault when out of memory.  */
ESCAPE_TEMPLATE HMAP_NAME *
HMAP_ (make_at) (size_t hint, const char *where)
{
  HMAP_NAME *m = HMAP_ (try_make) (hint);
  if (ESCAPE_UNLIKELY (!m))
    escape_hmap_memory_fault (where, HMAP_OP ("make"));
  return m;
}

ESCAPE_TEMPLATE HMAP_NAME *
HMAP_ (make) (size_t hint)
{
  return HMAP_ (make_at) (hint, NULL);
}

/* Free a map that make or clone gave; null is nothing.  What keys and values
   point to is not touched. O(1) frees, and the time that they take.  */
ESCAPE_TEMPLATE void
HMAP_ (free) (HMAP_NAME *m)
{
  if (!m)
    return;
  if (ESCAPE_UNLIKELY (m->head.flags & ESCAPE_MAP_ON_STACK))
    escape_hmap_frame_fault (HMAP_OP ("free"));
  escape_hmap_drop (&m->head);
  escape_hmap_array_free (m->head.buckets);
  escape_hmap_free (m);
}

/* Room for N more entries: no growth begins before they are in.  The one
   function that moves a whole table: O(entries) for each doubling but the last,
   which is left to the writes that follow.  False when out of memory; the
   entries are all there.  */
ESCAPE_TEMPLATE bool
HMAP_ (try_reserve) (HMAP_NAME *m, size_t n)
{
  if (ESCAPE_UNLIKELY (!m))
    escape_hmap_nil_fault (NULL);
  hmap *h = &m->head;
  size_t total;
  if (__builtin_add_overflow (h->count, n, &total))
    return false;
  unsigned B = escape_hmap_B (total);
  escape_hmap_write_begin (h, NULL);
  bool done = true;
  if (h->B < B && h->count == 0)
    done = escape_hmap_resize (h, B, sizeof (HMAP_BUCKET));
  else
    while (done && h->B < B)
      done = HMAP_ (finish_growth_) (m)
             && escape_hmap_grow (h, sizeof (HMAP_BUCKET), true);
  escape_hmap_write_end (h, NULL);
  return done;
}

ESCAPE_TEMPLATE void
HMAP_ (reserve_at) (HMAP_NAME *m, size_t n, const char *where)
{
  if (ESCAPE_UNLIKELY (!m))
    escape_hmap_nil_fault (where);
  if (!HMAP_ (try_reserve) (m, n))
    escape_hmap_memory_fault (where, HMAP_OP ("reserve"));
}

ESCAPE_TEMPLATE void
HMAP_ (reserve) (HMAP_NAME *m, size_t n)
{
  HMAP_ (reserve_at) (m, n, NULL);
}

/* Begin a walk over M, nil or not.  Order: buckets from a random one on, slots
   from a random one on. Each entry that is there from begin to end is seen
   once; one deleted before the walk came to it is not seen; one inserted
   meanwhile is seen once or not.  The map may be written meanwhile by the same
   thread, but not freed.  A walk that does not run to its end must be ended by
   iter_end, or the map may keep outgrown arrays until it is freed.  To free
   keys that the map points to, walk and free them, then clear or free the map,
   with no other use of it in between.  O(1).  */
ESCAPE_TEMPLATE HMAP_ITER
HMAP_ (iter_begin) (HMAP_NAME *m)
{
  HMAP_ITER it;
  memset ((void *)&it, 0, sizeof it);
  if (!m || m->head.count == 0)
    return it;
  uint64_t r = escape_random ();
  it.map = m;
  it.buckets = HMAP_ (buckets_) (m);
  it.oldbuckets = HMAP_ (oldbuckets_) (m);
  it.count = it.oldbuckets ? escape_hmap_old_count (&m->head)
                           : escape_hmap_mask (&m->head) + 1;
  it.apart = it.count <= escape_hmap_mask (&m->head) ? it.count : 0;
  it.start = it.next = (size_t)r & (it.count - 1);
  it.offset = (uint8_t)(r >> 61);
  escape_hmap_hold (it.buckets);
  escape_hmap_hold (it.oldbuckets);
  return it;
}

/* End a walk.  An ended one may be ended again.  O(1).  */
ESCAPE_TEMPLATE void
HMAP_ (iter_end) (HMAP_ITER *it)
{
  if (!it->map)
    return;
  escape_hmap_release (it->buckets);
  escape_hmap_release (it->oldbuckets);
  it->map = NULL;
  it->key = NULL;
  it->value = NULL;
}

/* Go to the next chain; false when all were walked.  A walk that began during a
   growth goes by the old buckets: one that has not been moved when the walk
   comes to it has all entries of its index; else they are in its one or two new
   ones.  (Go goes by the new ones, and hashes the keys of old ones to see where
   they are bound; here a walk reads a key once, and never again, so that the
   caller may free it.)  */
ESCAPE_TEMPLATE bool
HMAP_ (iter_chain_) (HMAP_ITER *it)
{
  it->slot = 0;
  if (it->other)
    {
      it->bucket = it->other;
      it->other = NULL;
      return true;
    }
  size_t i = it->next;
  if (it->wrapped && i == it->start)
    return false;
  it->bucket = it->buckets + i;
  if (it->oldbuckets && !escape_hmap_evacuated (&it->oldbuckets[i].head))
    it->bucket = it->oldbuckets + i;
  else if (it->apart)
    it->other = it->bucket + it->apart;
  it->next = i + 1;
  if (it->next == it->count)
    {
      it->next = 0;
      it->wrapped = true;
    }
  return true;
}

/* Whether slot I of the iterator's bucket has an entry to show; then `key' and
   `value' show it.  */
ESCAPE_TEMPLATE bool
HMAP_ (iter_show_) (HMAP_ITER *it, unsigned i)
{
  HMAP_BUCKET *b = it->bucket;
  uint8_t top = b->head.tophash[i];
  if (top <= ESCAPE_EMPTY_ONE || top == ESCAPE_EVACUATED_EMPTY)
    return false;
  bool here = top >= ESCAPE_MIN_TOPHASH;
#ifdef HMAP_NOT_REFLEXIVE
  /* It cannot be looked up, nor deleted or changed: what was left behind is as
     good.  */
  here = here || !HMAP_EQUAL (b->keys[i], b->keys[i]);
#endif
  if (!here)
    {
      HMAP_BUCKET *now = NULL;
      i = HMAP_ (locate_) (it->map, b->keys[i], &now);
      if (i == ESCAPE_SLOTS)
        return false;
      b = now;
    }
  it->key = &b->keys[i];
  it->value = &b->values[i];
  return true;
}

/* Go to the next entry; false, and the walk ended, when there is none.  O(1)
   amortised over a walk.  */
ESCAPE_TEMPLATE bool
HMAP_ (iter_next) (HMAP_ITER *it)
{
  if (!it->map)
    return false;
  if (ESCAPE_UNLIKELY (escape_hmap_writing (&it->map->head)))
    escape_hmap_race_fault (NULL, "concurrent map iteration and map write");
  for (;;)
    {
      if (!it->bucket && !HMAP_ (iter_chain_) (it))
        {
          HMAP_ (iter_end) (it);
          return false;
        }
      while (it->slot < ESCAPE_SLOTS)
        if (HMAP_ (iter_show_) (it, (it->slot++ + it->offset) % ESCAPE_SLOTS))
          return true;
      it->bucket = (HMAP_BUCKET *)escape_hmap_next (it->bucket);
      it->slot = 0;
    }
}

/* A new map with M's entries and a seed of its own; keys and values are copied
   as values.  The nil map's clone is nil.  Null also when out of memory.
   O(entries).  */
ESCAPE_TEMPLATE HMAP_NAME *
HMAP_ (try_clone) (HMAP_NAME *m)
{
  HMAP_NAME *copy = m ? HMAP_ (try_make) (m->head.count) : NULL;
  if (!copy)
    return NULL;
  HMAP_ITER it = HMAP_ (iter_begin) (m);
  while (HMAP_ (iter_next) (&it))
    if (!HMAP_ (try_put) (copy, *it.key, *it.value))
      {
        HMAP_ (iter_end) (&it);
        HMAP_ (free) (copy);
        return NULL;
      }
  return copy;
}

ESCAPE_TEMPLATE HMAP_NAME *
HMAP_ (clone_at) (HMAP_NAME *m, const char *where)
{
  HMAP_NAME *copy = HMAP_ (try_clone) (m);
  if (m && !copy)
    escape_hmap_memory_fault (where, HMAP_OP ("clone"));
  return copy;
}

ESCAPE_TEMPLATE HMAP_NAME *
HMAP_ (clone) (HMAP_NAME *m)
{
  return HMAP_ (clone_at) (m, NULL);
}

/* For HMAP_ON_STACK: N buckets, a power of two, right behind ARRAY.  */
ESCAPE_TEMPLATE HMAP_NAME *
HMAP_ (on_stack_) (HMAP_NAME *m, escape_hmap_array *array, HMAP_BUCKET *buckets,
                   unsigned n)
{
  memset ((void *)m, 0, sizeof *m);
  memset ((void *)array, 0, sizeof *array);
  for (unsigned i = 0; i < n; i++)
    memset ((void *)&buckets[i].head, 0, sizeof buckets[i].head);
  array->B = (uint8_t)__builtin_ctz (n);
  m->head.B = array->B;
  m->head.flags = ESCAPE_MAP_ON_STACK;
  m->head.hash0 = escape_random ();
  m->head.buckets = buckets;
  return m;
}

ESCAPE_TEMPLATE void
HMAP_ (leave_) (HMAP_NAME **m)
{
  escape_hmap_drop (&(*m)->head);
}

/* For pool.h.  */
ESCAPE_TEMPLATE void *
HMAP_ (pool_create) (size_t hint)
{
  return HMAP_ (try_make) (hint);
}

ESCAPE_TEMPLATE void
HMAP_ (pool_clear) (void *m)
{
  HMAP_ (clear) ((HMAP_NAME *)m);
}

ESCAPE_TEMPLATE void
HMAP_ (pool_drop) (void *m)
{
  HMAP_ (free) ((HMAP_NAME *)m);
}

#undef HMAP_
#undef HMAP_K
#undef HMAP_V
#undef HMAP_BUCKET
#undef HMAP_ITER
#undef HMAP_OP
#undef HMAP_NAME
#undef HMAP_KEY
#undef HMAP_VALUE
#undef HMAP_HASH
#undef HMAP_EQUAL
#undef HMAP_KEY_STRING
#undef HMAP_KEY_BYTES
#undef HMAP_KEY_PLAIN
#undef HMAP_NOT_REFLEXIVE

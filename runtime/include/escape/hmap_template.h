/* SPDX-License-Identifier: MIT */
/* The body of hmap.h: one map type and its functions.  Included by hmap.h, and
   by hmap_any.c with HMAP_ERASED.

   Invariants, at the border of every function but while ESCAPE_MAP_WRITING is
   set:
   - old buckets are evacuated in order: those below nevacuate are, the others
   are not.  (Go first moves the one that a write needs.  In order, both arrays
   are gone through from front to end, and a lookup need not ask the old bucket:
   an insert into a map that grows to ten thousand takes 178 instructions instead
   of 205);
   - a key is in one place: in the chain of old bucket hash & oldmask if that is
   not evacuated, else in the chain of bucket hash & mask;
   - a chain is evacuated as a whole: its first tophash says so for all;
   - the two new buckets of an old bucket that is not evacuated are memory that
   nobody wrote, and nobody reads: a growth need not zero it;
   - entries never move within their bucket, and an evacuated bucket's keys stay
   readable while an iterator holds its array: what is left there is a copy of a
   live entry's key, or marked empty.  */

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

#define HMAP_(op) ESCAPE_PASTE (ESCAPE_PASTE (HMAP_NAME, _), op)
#define HMAP_BUCKET HMAP_ (bucket)
#define HMAP_ENTRY HMAP_ (entry)
#define HMAP_ITER HMAP_ (iter)
#define HMAP_OP(op) ESCAPE_STRING (HMAP_NAME) "_" op

/* NAME_op, where NAME_op_at is defined.  */
#define HMAP_TWIN(type, op, ...)                                               \
  ESCAPE_TWIN (HMAP_PUBLIC type, HMAP_ (op), __VA_ARGS__)
#define HMAP_VOID_TWIN(op, ...)                                                \
  ESCAPE_VOID_TWIN (HMAP_PUBLIC, HMAP_ (op), __VA_ARGS__)

/* NAME_try_op; NAME_op_at, as NAME_try_op_at, but a fault when out of memory;
   NAME_op.  */
#define HMAP_OR_FAULT(op, params, ...)                                         \
  HMAP_TWIN (bool, try_##op, params, __VA_ARGS__)                              \
  HMAP_PUBLIC void HMAP_ (op##_at) (ESCAPE_INSIDE params, const char *where)   \
  {                                                                            \
    if (!HMAP_ (try_##op##_at) (__VA_ARGS__, where))                           \
      escape_hmap_memory_fault (where, HMAP_OP (#op));                         \
  }                                                                            \
  HMAP_VOID_TWIN (op, params, __VA_ARGS__)

/* Keys and values go by the macros below, so that the same code works on typed
   buckets, where all of them fold to a member, and on buckets whose sizes M's
   kind tells.  They may use a map M in scope.  */

#ifndef HMAP_ERASED

#  define HMAP_BY(what) ESCAPE_PASTE (ESCAPE_PASTE (ESCAPE_, HMAP_KEYS), what)
#  ifdef HMAP_HASH
#    define HMAP_HASH_OF(key, seed) HMAP_ (hash_of_) (&(key), seed)
#  else
#    define HMAP_HASH_OF HMAP_BY (_HASH)
#  endif
#  ifdef HMAP_EQUAL
#    define HMAP_ARE_EQUAL(a, b) HMAP_ (are_equal_) (&(a), &(b))
#  else
#    define HMAP_ARE_EQUAL HMAP_BY (_EQUAL)
#  endif

/* What an entry owns goes with it.  The argument is an lvalue.  */
#  if defined HMAP_FREE_KEY || defined HMAP_FREE_VALUE
#    define HMAP_OWNS
#    ifdef HMAP_FREE_KEY
#      define HMAP_OWNS_KEYS true
#    else
#      define HMAP_OWNS_KEYS false
#      define HMAP_FREE_KEY(key) ((void)(key))
#    endif
#    ifdef HMAP_FREE_VALUE
#      define HMAP_OWNS_VALUES true
#    else
#      define HMAP_OWNS_VALUES false
#      define HMAP_FREE_VALUE(value) ((void)(value))
#    endif
#  endif

/* A local variable may be called NAME, and a struct of the user's.  */
#  define HMAP_SELF struct HMAP_ (map_)
#  define HMAP_K HMAP_ (key)
#  define HMAP_K_OUT HMAP_K
#  define HMAP_V HMAP_ (value)
#  define HMAP_V_ARGUMENT HMAP_V
#  define HMAP_KIND_PARAMETER
#  define HMAP_KIND_ARGUMENT
#  define HMAP_KIND_OF(m)
#  define HMAP_PUBLIC ESCAPE_TEMPLATE
#  define HMAP_INLINE __attribute__ ((always_inline))
#  define HMAP_MAKE_IN_FLOW ESCAPE_FLOW ("1 -> ret; 1 -> 1*")

#  define HMAP_SIZE(m) sizeof (HMAP_BUCKET)
#  define HMAP_BUCKET_AT(m, buckets, i) ((HMAP_BUCKET *)(buckets) + (i))
#  define HMAP_KEY_AT(m, b, i) ((b)->keys[i])
#  define HMAP_KEY_PLACE(m, b, i) (&(b)->keys[i])
#  define HMAP_KEY_OF(it) (*(it).key)
#  define HMAP_KEY_SIZE(m) sizeof (HMAP_K)
#  define HMAP_VALUE_AT(m, b, i) (&(b)->values[i])
#  define HMAP_SET_KEY(m, b, i, key) ((void)((b)->keys[i] = (key)))
#  define HMAP_COPY_KEY(m, to, b, i) ((void)(*(to) = (b)->keys[i]))
#  define HMAP_SET_VALUE(m, to, value) ((void)(*(to) = (value)))
#  define HMAP_COPY_VALUE(m, to, from) ((void)(*(to) = *(from)))
#  define HMAP_ZERO_VALUE(m, to) ((void)memset ((void *)(to), 0, sizeof *(to)))
#  define HMAP_SAME_VALUE(m, a, b)                                             \
    (memcmp ((const void *)(a), (const void *)(b), sizeof *(a)) == 0)
#  define HMAP_INIT_KIND(m) ((void)0)
#  define HMAP_CHECK_KINDS(a, b, where) ((void)0)

ESCAPE_ONCE (HMAP_ (made_twice_), "a map of this name is made twice");
ESCAPE_TYPEDEF (HMAP_KEY, HMAP_ (any_key_), hmap_key);
ESCAPE_TYPEDEF (HMAP_VALUE, HMAP_V, hmap_value);
ESCAPE_FITTED (HMAP_ (any_key_), HMAP_K, HMAP_BY (_FIT), HMAP_BY (_FITS),
               HMAP_BY (_MISFIT));

/* For the macros of hmap.h: their first argument is such a type's name.  */
typedef char HMAP_ (must_be_a_map_type);

/* The user's own, where nothing local hides the functions that they call.  */
#  ifdef HMAP_HASH
ESCAPE_TEMPLATE HMAP_INLINE uint64_t
HMAP_ (hash_of_) (const HMAP_K *key_, uint64_t seed_)
{
  return HMAP_HASH (*(HMAP_K *)key_, seed_);
}
#  endif
#  ifdef HMAP_EQUAL
ESCAPE_TEMPLATE HMAP_INLINE bool
HMAP_ (are_equal_) (const HMAP_K *a_, const HMAP_K *b_)
{
  return HMAP_EQUAL (*(HMAP_K *)a_, *(HMAP_K *)b_);
}
#  endif

/* One type so that a map pointer says what it maps; the fields are the head's.
 */
typedef struct ESCAPE_MAP HMAP_ (map_)
{
  hmap head;
} HMAP_NAME;

typedef struct HMAP_BUCKET
{
  escape_hmap_bucket head;
  HMAP_K keys[ESCAPE_SLOTS];
  HMAP_V values[ESCAPE_SLOTS];
  __extension__ char
      end[0]; /* the last array of a struct could go on behind it */
} HMAP_BUCKET;

ESCAPE_STATIC_ASSERT (
    ESCAPE_ALIGNOF (HMAP_BUCKET) <= ESCAPE_ALIGNOF (max_align_t),
    "keys and values may not be aligned more strictly than malloc aligns");

/* Where an entry is in the map, until the next write; null pointers where there
   is none.  */
typedef struct HMAP_ENTRY
{
  const HMAP_K *key;
  HMAP_V *value;
} HMAP_ENTRY;

/* A walk over a map.  `key' and `value' point into the map, to the entry that
   iter_next came to.  */
typedef struct HMAP_ITER
{
  const HMAP_K *key;
  HMAP_V *value;
  HMAP_SELF *map; /* null: ended */
  escape_hmap_walk walk;
} HMAP_ITER;

#endif

/* Known here, for values that hold maps of their own type.  */
HMAP_PUBLIC void HMAP_ (free) (HMAP_SELF *m);

/* Bucket I of the new buckets; of the old ones.  */
ESCAPE_TEMPLATE HMAP_BUCKET *
HMAP_ (bucket_) (const HMAP_SELF *m, size_t i)
{
  return HMAP_BUCKET_AT (m, m->head.buckets, i);
}

ESCAPE_TEMPLATE HMAP_BUCKET *
HMAP_ (oldbucket_) (const HMAP_SELF *m, size_t i)
{
  return HMAP_BUCKET_AT (m, m->head.oldbuckets, i);
}

/* The first bucket of the chain where HASH's entries are.  */
ESCAPE_TEMPLATE HMAP_BUCKET *
HMAP_ (chain_) (const HMAP_SELF *m, uint64_t hash)
{
  if (ESCAPE_UNLIKELY (m->head.flags & ESCAPE_MAP_GROWING))
    {
      size_t i = (size_t)hash & (escape_hmap_old_count (&m->head) - 1);
      if (i >= m->head.nevacuate)
        return HMAP_ (oldbucket_) (m, i);
    }
  return HMAP_ (bucket_) (m, (size_t)hash & m->head.mask);
}

/* The array that has that chain.  */
ESCAPE_TEMPLATE void *
HMAP_ (array_) (const HMAP_SELF *m, uint64_t hash)
{
  const hmap *h = &m->head;
  bool old
      = h->flags & ESCAPE_MAP_GROWING
        && ((size_t)hash & (escape_hmap_old_count (h) - 1)) >= h->nevacuate;
  return old ? h->oldbuckets : h->buckets;
}

/* The slot of KEY in bucket B alone, or ESCAPE_SLOTS.  */
ESCAPE_TEMPLATE unsigned
HMAP_ (match_) (const HMAP_SELF *m, HMAP_BUCKET *b, HMAP_K key, uint8_t top)
{
  (void)m;
  for (escape_mask mask = escape_match (b->head.tophash, top); mask;
       mask &= mask - 1)
    {
      unsigned i = escape_mask_first (mask);
      if (ESCAPE_LIKELY (HMAP_ARE_EQUAL (HMAP_KEY_AT (m, b, i), key)))
        return i;
    }
  return ESCAPE_SLOTS;
}

/* The slot of KEY in the chain from *B on, which becomes the bucket that has
   it; or ESCAPE_SLOTS.  */
ESCAPE_TEMPLATE unsigned
HMAP_ (search_) (const HMAP_SELF *m, HMAP_BUCKET **b, HMAP_K key, uint8_t top)
{
  HMAP_BUCKET *at = *b;
  do
    {
      unsigned i = HMAP_ (match_) (m, at, key, top);
      if (i < ESCAPE_SLOTS)
        {
          *b = at;
          return i;
        }
      at = (HMAP_BUCKET *)escape_hmap_next (at);
    }
  while (at);
  return ESCAPE_SLOTS;
}

/* Go's len (m): entries; 0 for nil.  O(1).  */
HMAP_PUBLIC size_t
HMAP_ (len) (const HMAP_SELF *m)
{
  if (!m)
    return 0;
  escape_hmap_check_live (&m->head, NULL);
  return m->head.count;
}

/* Where KEY's entry is: *B is its bucket, the result its slot, or ESCAPE_SLOTS
   if there is none.  RACE says what it is to be here while another writes.  */
ESCAPE_TEMPLATE unsigned
HMAP_ (locate_) (const HMAP_SELF *m, HMAP_K key, HMAP_BUCKET **b,
                 const char *race)
{
  if (!m)
    return ESCAPE_SLOTS;
  escape_hmap_check_live (&m->head, NULL);
  uint64_t hash = HMAP_HASH_OF (key, m->head.hash0);
  uint8_t flags = escape_hmap_flags (&m->head);
  if (ESCAPE_UNLIKELY (flags & (ESCAPE_MAP_WRITING | ESCAPE_MAP_GROWING)))
    {
      if (flags & ESCAPE_MAP_WRITING)
        escape_hmap_race_fault (NULL, race);
      *b = HMAP_ (chain_) (m, hash);
    }
  else
    *b = HMAP_ (bucket_) (m, (size_t)hash & m->head.mask);
  return HMAP_ (search_) (m, b, key, escape_tophash (hash));
}

/* The same for those who only read.  */
ESCAPE_TEMPLATE unsigned
HMAP_ (look_up_) (const HMAP_SELF *m, HMAP_K key, HMAP_BUCKET **b)
{
  return HMAP_ (locate_) (m, key, b, "concurrent map read and map write");
}

/* The value of KEY, in the map, until the next write; null if there is none, or
   no map.  The pointer may be written through.  O(1).  */
HMAP_PUBLIC HMAP_V *
HMAP_ (find) (const HMAP_SELF *m, HMAP_K key)
{
  HMAP_BUCKET *b = NULL;
  unsigned i = HMAP_ (look_up_) (m, key, &b);
  return i < ESCAPE_SLOTS ? HMAP_VALUE_AT (m, b, i) : NULL;
}

/* The entry of KEY, with the key that the map holds; null pointers if there is
   none, or no map.  O(1).  */
HMAP_PUBLIC HMAP_ENTRY
HMAP_ (find_entry) (const HMAP_SELF *m, HMAP_K key)
{
  HMAP_ENTRY e = { NULL, NULL };
  HMAP_BUCKET *b = NULL;
  unsigned i = HMAP_ (look_up_) (m, key, &b);
  if (i < ESCAPE_SLOTS)
    {
      e.key = HMAP_KEY_PLACE (m, b, i);
      e.value = HMAP_VALUE_AT (m, b, i);
    }
  return e;
}

/* Go's `_, ok := m[key]'.  False for nil.  O(1).  */
HMAP_PUBLIC bool
HMAP_ (has) (const HMAP_SELF *m, HMAP_K key)
{
  HMAP_BUCKET *b = NULL;
  return HMAP_ (look_up_) (m, key, &b) < ESCAPE_SLOTS;
}

#ifndef HMAP_ERASED
/* Go's m[key]: the value of KEY, or the zero value if there is none, or no map.
   O(1).  */
HMAP_PUBLIC HMAP_V
HMAP_ (get) (const HMAP_SELF *m, HMAP_K key)
{
  HMAP_V *found = HMAP_ (find) (m, key);
  if (found)
    return *found;
  HMAP_V zero;
  memset ((void *)&zero, 0, sizeof zero);
  return zero;
}
#endif

/* Go's `v, ok := m[key]': *OUT is the value of KEY, or the zero value.  For the
   nil map the zero value, too.  O(1).  */
HMAP_PUBLIC bool
HMAP_ (lookup) (const HMAP_SELF *m, HMAP_K key, HMAP_V *out)
{
  HMAP_V *found = HMAP_ (find) (m, key);
  if (found)
    HMAP_COPY_VALUE (m, out, found);
  else
    HMAP_ZERO_VALUE (m, out);
  return found != NULL;
}

/* Move the next old bucket to the new array.  Its chain of C buckets needs at
   most C - 1 new overflow buckets; they are reserved first, so that a chain
   moves as a whole or, false, not at all.  */
ESCAPE_TEMPLATE bool
HMAP_ (evacuate_) (HMAP_SELF *m)
{
  hmap *h = &m->head;
  size_t all = escape_hmap_old_count (h), further = 0;
  size_t bit = h->flags & ESCAPE_MAP_SAME_SIZE ? 0 : all;
  HMAP_BUCKET *from = HMAP_ (oldbucket_) (m, h->nevacuate), *to[2];
  /* Slots taken, of to[0] in the low half, of to[1] in the high one: an array
     would be read before it is known where it was written.  */
  unsigned slots = 0;

  for (HMAP_BUCKET *b = from;
       (b = (HMAP_BUCKET *)escape_hmap_next (b)) != NULL;)
    further++;
  if (further && !escape_hmap_spare (h, h->buckets, HMAP_SIZE (m), further))
    return false;

  to[0] = HMAP_ (bucket_) (m, h->nevacuate);
  to[1] = HMAP_ (bucket_) (m, h->nevacuate + bit);
  escape_hmap_empty_bucket (&to[0]->head);
  escape_hmap_empty_bucket (&to[1]->head);
  for (; from; from = (HMAP_BUCKET *)escape_hmap_next (from))
    {
      for (escape_mask used = escape_used (from->head.tophash); used;
           used &= used - 1)
        {
          unsigned j = escape_mask_first (used);
          uint64_t hash = HMAP_HASH_OF (HMAP_KEY_AT (m, from, j), h->hash0);
          unsigned half = ((size_t)hash & bit) != 0, shift = half * 16;
          unsigned k = slots >> shift & 0xffff;
          if (ESCAPE_UNLIKELY (k == ESCAPE_SLOTS))
            {
              to[half] = (HMAP_BUCKET *)escape_hmap_overflow (
                  h, h->buckets, to[half], HMAP_SIZE (m));
              k = 0;
              slots -= (unsigned)ESCAPE_SLOTS << shift;
            }
          to[half]->head.tophash[k] = from->head.tophash[j];
          HMAP_SET_KEY (m, to[half], k, HMAP_KEY_AT (m, from, j));
          HMAP_COPY_VALUE (m, HMAP_VALUE_AT (m, to[half], k),
                           HMAP_VALUE_AT (m, from, j));
          slots += 1u << shift;
        }
      escape_hmap_mark_evacuated (&from->head);
    }
  if (++h->nevacuate == all)
    escape_hmap_grown (h);
  return true;
}

/* What each insert does for a growth under way: two buckets.  Without memory for
   them they wait.  */
ESCAPE_NOINLINE ESCAPE_UNUSED static void
HMAP_ (grow_work_) (HMAP_SELF *m)
{
  if (HMAP_ (evacuate_) (m) && m->head.oldbuckets)
    HMAP_ (evacuate_) (m);
}

/* Finish a growth under way.  O(buckets).  */
ESCAPE_TEMPLATE bool
HMAP_ (finish_growth_) (HMAP_SELF *m)
{
  while (m->head.oldbuckets)
    if (!HMAP_ (evacuate_) (m))
      return false;
  return true;
}

/* A new entry of KEY in slot I of B.  Its value, not set.  */
ESCAPE_TEMPLATE HMAP_V *
HMAP_ (insert_) (HMAP_SELF *m, HMAP_BUCKET *b, unsigned i, HMAP_K key,
                 uint8_t top)
{
  b->head.tophash[i] = top;
  HMAP_SET_KEY (m, b, i, key);
  m->head.count++;
  return HMAP_VALUE_AT (m, b, i);
}

/* The slot of KEY in the chain from *B on, as search_ does it; if there is none,
   *ROOM is the first empty slot's bucket and *AT that slot, or null, and *B the
   last bucket.  */
ESCAPE_TEMPLATE unsigned
HMAP_ (search_for_write_) (const HMAP_SELF *m, HMAP_BUCKET **b, HMAP_K key,
                           uint8_t top, HMAP_BUCKET **room, unsigned *at)
{
  *room = NULL;
  *at = 0;
  for (;;)
    {
      unsigned i = HMAP_ (match_) (m, *b, key, top);
      if (i < ESCAPE_SLOTS)
        return i;
      escape_mask empty = escape_match ((*b)->head.tophash, ESCAPE_EMPTY);
      if (empty && !*room)
        {
          *room = *b;
          *at = escape_mask_first (empty);
        }
      HMAP_BUCKET *next = (HMAP_BUCKET *)escape_hmap_next (*b);
      if (!next)
        return ESCAPE_SLOTS;
      *b = next;
    }
}

/* What slot_ does where the map grows, or has to, and in chains of several
   buckets.  That there are too many overflow buckets is asked only where one
   more is needed.  What is there is found before anything is moved, and moving
   two buckets seldom moves the chain that was just searched.  */
ESCAPE_NOINLINE ESCAPE_UNUSED static HMAP_V *
HMAP_ (slot_slowly_) (HMAP_SELF *m, HMAP_K key, uint64_t hash,
                      const char *where, bool *fresh)
{
  hmap *h = &m->head;
  uint8_t top = escape_tophash (hash);
  HMAP_V *value = NULL;
  bool worked = false;
  *fresh = false;
  escape_hmap_write_begin (h, where);
  for (;;)
    {
      HMAP_BUCKET *first = HMAP_ (chain_) (m, hash), *b = first, *room;
      unsigned at;
      unsigned i = HMAP_ (search_for_write_) (m, &b, key, top, &room, &at);
      if (i < ESCAPE_SLOTS)
        {
          value = HMAP_VALUE_AT (m, b, i);
          break;
        }
      if (h->flags & ESCAPE_MAP_GROWING && !worked)
        {
          worked = true;
          HMAP_ (grow_work_) (m);
          if (!h->oldbuckets || escape_hmap_evacuated (&first->head))
            continue;
        }
      bool bigger = h->count >= h->limit;
      if (!worked && (bigger || (!room && escape_hmap_too_many_overflow (h))))
        {
          if (!escape_hmap_grow (h, HMAP_SIZE (m), bigger))
            break;
          continue;
        }
      if (!room)
        room = (HMAP_BUCKET *)escape_hmap_overflow (
            h, HMAP_ (array_) (m, hash), b, HMAP_SIZE (m));
      if (room)
        {
          *fresh = true;
          value = HMAP_ (insert_) (m, room, at, key, top);
        }
      break;
    }
  escape_hmap_write_end (h, where);
  return value;
}

/* As try_slot_at, but the value of a new entry, *FRESH, is not set.  The common
   cases stand alone, so that they save no registers for the others: an entry in
   the first bucket of its chain, which is not written to, and room there.  */
ESCAPE_TEMPLATE ESCAPE_NONNIL (1) HMAP_V *
HMAP_ (slot_) (HMAP_SELF *m, HMAP_K key, const char *where, bool *fresh)
{
  if (ESCAPE_UNLIKELY (!m))
    escape_hmap_nil_fault (where);
  hmap *h = &m->head;
  escape_hmap_check_live (h, where);
  uint64_t hash = HMAP_HASH_OF (key, h->hash0);
  uint8_t flags = escape_hmap_flags (h);
  if (ESCAPE_LIKELY (!(flags & (ESCAPE_MAP_WRITING | ESCAPE_MAP_GROWING))))
    {
      uint8_t top = escape_tophash (hash);
      HMAP_BUCKET *b = HMAP_ (bucket_) (m, (size_t)hash & h->mask);
      unsigned i = HMAP_ (match_) (m, b, key, top);
      *fresh = false;
      if (i < ESCAPE_SLOTS)
        return HMAP_VALUE_AT (m, b, i);
      escape_mask empty = escape_match (b->head.tophash, ESCAPE_EMPTY);
      if (ESCAPE_LIKELY (empty && !escape_hmap_next (b) && h->count < h->limit))
        {
          escape_hmap_write_mark (h, flags);
          HMAP_V *value
              = HMAP_ (insert_) (m, b, escape_mask_first (empty), key, top);
          escape_hmap_write_end (h, where);
          *fresh = true;
          return value;
        }
    }
  return HMAP_ (slot_slowly_) (m, key, hash, where, fresh);
}

#ifdef HMAP_OWNS
/* Whether A and B are the same, so that what one owns the other does.  In their
   padding may be anything.  */
ESCAPE_TEMPLATE bool
HMAP_ (are_same_keys_) (HMAP_K a, HMAP_K b)
{
  ESCAPE_CLEAR_PADDING (&a);
  ESCAPE_CLEAR_PADDING (&b);
  return memcmp ((void *)&a, (void *)&b, sizeof a) == 0;
}

ESCAPE_TEMPLATE bool
HMAP_ (are_same_values_) (HMAP_V a, HMAP_V b)
{
  ESCAPE_CLEAR_PADDING (&a);
  ESCAPE_CLEAR_PADDING (&b);
  return memcmp ((void *)&a, (void *)&b, sizeof a) == 0;
}

/* KEY was given where an equal one is.  The flow: to the plugin the map has it
   then, too, so that a key is lost if its map is.  */
ESCAPE_TEMPLATE void HMAP_ (free_spare_) (HMAP_K key) ESCAPE_FLOW ("");
ESCAPE_TEMPLATE void
HMAP_ (free_spare_) (HMAP_K key)
{
  HMAP_FREE_KEY (key);
}
#endif

/* As slot_, and a map that owns its keys takes KEY: if an equal one is there,
   that one stays, and KEY is freed, unless it is the same.  */
ESCAPE_TEMPLATE ESCAPE_NONNIL (1) HMAP_V *
HMAP_ (slot_taking_) (HMAP_SELF *m, HMAP_K key, const char *where, bool *fresh)
{
  HMAP_V *value = HMAP_ (slot_) (m, key, where, fresh);
#ifdef HMAP_OWNS
  if (value && !*fresh
      && !HMAP_ (are_same_keys_) (*HMAP_ (find_entry) (m, key).key, key))
    HMAP_ (free_spare_) (key);
#endif
  return value;
}

/* VALUE takes the place of *TO, which its owner frees unless it is new or VALUE
   itself.  */
ESCAPE_TEMPLATE void
HMAP_ (store_) (HMAP_SELF *m, HMAP_V *to, HMAP_V_ARGUMENT value, bool fresh)
{
#ifdef HMAP_OWNS
  if (!fresh && !HMAP_ (are_same_values_) (*to, value))
    HMAP_FREE_VALUE (*to);
#endif
  (void)m;
  (void)fresh;
  HMAP_SET_VALUE (m, to, value);
}

/* The value of KEY to write to; a new entry has the zero value.  Null when out
   of memory; a fault for nil.  Cost and what is invalidated as slot.  */
HMAP_PUBLIC ESCAPE_NONNIL (1) HMAP_V *HMAP_ (try_slot_at) (HMAP_SELF *m,
                                                           HMAP_K key,
                                                           const char *where)
{
  bool fresh;
  HMAP_V *value = HMAP_ (slot_taking_) (m, key, where, &fresh);
  if (fresh)
    HMAP_ZERO_VALUE (m, value);
  return value;
}

HMAP_TWIN (HMAP_V *, try_slot, (HMAP_SELF *m, HMAP_K key), m, key)

/* As try_slot, but a fault when out of memory: *counts_slot (m, "x") += 1 is
   Go's m["x"]++. O(1), the allocation of a growth included, zeroing of its
   pages not.  Invalidates pointers.  */
HMAP_PUBLIC HMAP_V *
HMAP_ (slot_at) (HMAP_SELF *m, HMAP_K key, const char *where)
{
  HMAP_V *value = HMAP_ (try_slot_at) (m, key, where);
  if (ESCAPE_UNLIKELY (!value))
    escape_hmap_memory_fault (where, HMAP_OP ("slot"));
  return value;
}

HMAP_TWIN (HMAP_V *, slot, (HMAP_SELF *m, HMAP_K key), m, key)

/* Go's m[key] = value.  An entry that exists keeps its key.  False when out of
   memory; a fault for nil.  As slot.  */
HMAP_PUBLIC bool
HMAP_ (try_put) (HMAP_SELF *m, HMAP_K key, HMAP_V_ARGUMENT value)
{
  bool fresh;
  HMAP_V *slot = HMAP_ (slot_taking_) (m, key, NULL, &fresh);
  if (slot)
    HMAP_ (store_) (m, slot, value, fresh);
  return slot != NULL;
}

HMAP_PUBLIC void
HMAP_ (put_at) (HMAP_SELF *m, HMAP_K key, HMAP_V_ARGUMENT value,
                const char *where)
{
  bool fresh;
  HMAP_V *slot = HMAP_ (slot_taking_) (m, key, where, &fresh);
  if (ESCAPE_UNLIKELY (!slot))
    escape_hmap_memory_fault (where, HMAP_OP ("put"));
  HMAP_ (store_) (m, slot, value, fresh);
}

HMAP_VOID_TWIN (put, (HMAP_SELF *m, HMAP_K key, HMAP_V_ARGUMENT value), m, key,
                value)

/* The entry in slot AT of ENTRY is being deleted: in evacuated buckets
   that iterators may still come to, a copy of its key must not be left, for its
   storage may go with the entry.  Copies are told by their bytes, since what
   those of other entries point to may have gone when nobody walked.  */
ESCAPE_TEMPLATE void
HMAP_ (forget_in_) (HMAP_SELF *m, void *buckets, HMAP_BUCKET *entry,
                    unsigned at, uint64_t hash)
{
  size_t mask = ((size_t)1 << escape_hmap_array_of (buckets)->B) - 1;
  HMAP_BUCKET *b = HMAP_BUCKET_AT (m, buckets, (size_t)hash & mask);
  (void)m;
  if (!escape_hmap_evacuated (&b->head))
    return;
  for (; b; b = (HMAP_BUCKET *)escape_hmap_next (b))
    for (unsigned i = 0; i < ESCAPE_SLOTS; i++)
      if (b->head.tophash[i] == ESCAPE_EVACUATED
          && memcmp (HMAP_KEY_PLACE (m, b, i), HMAP_KEY_PLACE (m, entry, at),
                     HMAP_KEY_SIZE (m))
                 == 0)
        b->head.tophash[i] = ESCAPE_EVACUATED_EMPTY;
}

ESCAPE_COLD ESCAPE_UNUSED static void
HMAP_ (forget_) (HMAP_SELF *m, HMAP_BUCKET *entry, unsigned at)
{
  hmap *h = &m->head;
  uint64_t hash = HMAP_HASH_OF (HMAP_KEY_AT (m, entry, at), h->hash0);
  escape_hmap_sweep (h);
  for (escape_hmap_array *a = (escape_hmap_array *)h->retired; a; a = a->next)
    HMAP_ (forget_in_) (m, a + 1, entry, at, hash);
  if (h->oldbuckets)
    HMAP_ (forget_in_) (m, h->oldbuckets, entry, at, hash);
}

/* Take KEY's entry out of M: the slot and *B where its key and value still are,
   until the next write; ESCAPE_SLOTS if there is none, and then M was only read.
   A growth under way is left to the inserts, who need it.  */
ESCAPE_TEMPLATE unsigned
HMAP_ (take_out_) (HMAP_SELF *m, HMAP_K key, HMAP_BUCKET **b)
{
  unsigned i = HMAP_ (locate_) (m, key, b, "concurrent map writes");
  if (i == ESCAPE_SLOTS)
    return i;
  hmap *h = &m->head;
  escape_hmap_write_mark (h, escape_hmap_flags (h));
  if (ESCAPE_UNLIKELY (escape_hmap_walked (h)))
    HMAP_ (forget_) (m, *b, i);
  (*b)->head.tophash[i] = ESCAPE_EMPTY;
  if (--h->count == 0)
    h->hash0 = escape_random ();
  escape_hmap_write_end (h, NULL);
  return i;
}

#ifdef HMAP_OWNS
/* KEY and VALUE are no longer in a map that owned them: they go to *TAKEN and
   *PLACE, or are freed where that is null.  */
ESCAPE_TEMPLATE void
HMAP_ (hand_out_) (HMAP_K key, HMAP_V value, HMAP_K *taken, HMAP_V *place)
{
  if (taken)
    *taken = key;
  else
    HMAP_FREE_KEY (key);
  if (place)
    *place = value;
  else
    HMAP_FREE_VALUE (value);
  if (taken && HMAP_OWNS_KEYS && ESCAPE_IS_POINTER (HMAP_K))
    escape_hmap_hand_out (taken);
  if (place && HMAP_OWNS_VALUES && ESCAPE_IS_POINTER (HMAP_V))
    escape_hmap_hand_out (place);
}
#endif

/* Remove KEY's entry and hand it out: what it owns is the caller's.  TAKEN and
   VALUE may be null: what is not taken is freed, if the map owns it.  Else as
   delete.  */
HMAP_PUBLIC bool
HMAP_ (delete_entry) (HMAP_SELF *m, HMAP_K key, HMAP_K_OUT *taken,
                      HMAP_V *value)
{
  HMAP_BUCKET *b = NULL;
  unsigned i = HMAP_ (take_out_) (m, key, &b);
  if (i == ESCAPE_SLOTS)
    return false;
#ifdef HMAP_OWNS
  HMAP_ (hand_out_) (b->keys[i], b->values[i], taken, value);
#else
  if (taken)
    HMAP_COPY_KEY (m, taken, b, i);
  if (value)
    HMAP_COPY_VALUE (m, value, HMAP_VALUE_AT (m, b, i));
#endif
  return true;
}

/* Remove KEY's entry; whether there was one.  KEY may be the one that the map
   holds.  Nothing for the nil map.  O(1), never fails.  Invalidates pointers.  */
HMAP_PUBLIC bool HMAP_ (delete) (HMAP_SELF *m, HMAP_K key)
{
  HMAP_BUCKET *b = NULL;
  unsigned i = HMAP_ (take_out_) (m, key, &b);
  if (i == ESCAPE_SLOTS)
    return false;
#ifdef HMAP_OWNS
  HMAP_K taken = b->keys[i];
  HMAP_V value = b->values[i];
  HMAP_FREE_KEY (taken);
  HMAP_FREE_VALUE (value);
#endif
  return true;
}

/* If M owns what its entries hold, free that; M then may only be cleared or
   freed.  */
ESCAPE_TEMPLATE void HMAP_ (free_entries_) (const HMAP_SELF *m);

/* Remove all entries; the buckets stay for the next ones.  Nothing for the nil
   map.  Walks under way end.  O(buckets), never fails.  Invalidates pointers.
 */
HMAP_PUBLIC void
HMAP_ (clear) (HMAP_SELF *m)
{
  if (!m)
    return;
  escape_hmap_check_live (&m->head, NULL);
  HMAP_ (free_entries_) (m);
  escape_hmap_write_begin (&m->head, NULL);
  escape_hmap_clear (&m->head, HMAP_SIZE (m));
  escape_hmap_write_end (&m->head, NULL);
}

/* A fault if keys that are compared byte by byte have padding, whose bytes are
   anything.  Where they have none, nothing is left of this.  */
ESCAPE_TEMPLATE void
HMAP_ (check_padding_) (void)
{
#if defined HMAP_KEY_PLAIN && ESCAPE_CAN_CLEAR_PADDING
  union
  {
    HMAP_K key;
    unsigned char bytes[sizeof (HMAP_K)];
  } all;
  bool padding = false;
  memset (&all, 0xff, sizeof all);
  __builtin_clear_padding (&all.key);
  for (size_t i = 0; i < sizeof (HMAP_K); i++)
    padding |= all.bytes[i] != 0xff;
  if (padding)
    escape_fault (NULL, "HMAP_KEY_PLAIN: %s has padding", HMAP_OP ("key"));
#endif
}

/* A new map with buckets for HINT entries; null when out of memory. The
   caller's, until free. O(buckets), two allocations.  */
HMAP_PUBLIC HMAP_SELF *
HMAP_ (try_make) (HMAP_KIND_PARAMETER size_t hint)
{
  unsigned B = escape_hmap_B (hint);
  HMAP_ (check_padding_) ();
  HMAP_SELF *m = (HMAP_SELF *)escape_hmap_alloc (sizeof (HMAP_SELF));
  if (!m)
    return NULL;
  HMAP_INIT_KIND (m);
  m->head.buckets = escape_hmap_array_new (B, HMAP_SIZE (m));
  if (!m->head.buckets)
    {
      escape_hmap_free (m, sizeof *m);
      return NULL;
    }
  escape_hmap_set_B (&m->head, B);
  return m;
}

/* Go's make (map[K]V, hint).  As try_make, but a fault when out of memory.  */
HMAP_PUBLIC HMAP_SELF *
HMAP_ (make_at) (HMAP_KIND_PARAMETER size_t hint, const char *where)
{
  HMAP_SELF *m = HMAP_ (try_make) (HMAP_KIND_ARGUMENT hint);
  if (ESCAPE_UNLIKELY (!m))
    escape_hmap_memory_fault (where, HMAP_OP ("make"));
  return m;
}

HMAP_TWIN (HMAP_SELF *, make, (HMAP_KIND_PARAMETER size_t hint),
           HMAP_KIND_ARGUMENT hint)

/* As try_make, with all that it ever takes from ALLOCATOR, which must outlive
   it; an arena of enough bytes is a pre-sized map.  Freed by free_in, or not
   at all, where the allocator gives back all at once.  The flow: for the plugin
   the map is a part of the allocator's struct.  */
HMAP_PUBLIC HMAP_SELF *
    HMAP_ (try_make_in) (HMAP_KIND_PARAMETER escape_allocator *allocator,
                         size_t hint) HMAP_MAKE_IN_FLOW;
HMAP_PUBLIC HMAP_SELF *
HMAP_ (try_make_in) (HMAP_KIND_PARAMETER escape_allocator *allocator,
                     size_t hint)
{
  unsigned B = escape_hmap_B (hint);
  HMAP_ (check_padding_) ();
  HMAP_SELF *m
      = (HMAP_SELF *)escape_hmap_alloc_in (allocator, sizeof (HMAP_SELF));
  if (!m)
    return NULL;
  HMAP_INIT_KIND (m);
  m->head.buckets = escape_hmap_array_new_in (allocator, B, HMAP_SIZE (m));
  if (!m->head.buckets)
    {
      escape_hmap_drop_in (&m->head, sizeof *m);
      return NULL;
    }
  escape_hmap_set_B (&m->head, B);
  return m;
}

/* As try_make_in, but a fault when out of memory.  */
HMAP_PUBLIC HMAP_SELF *
HMAP_ (make_in_at) (HMAP_KIND_PARAMETER escape_allocator *allocator,
                    size_t hint, const char *where)
{
  HMAP_SELF *m = HMAP_ (try_make_in) (HMAP_KIND_ARGUMENT allocator, hint);
  if (ESCAPE_UNLIKELY (!m))
    escape_hmap_memory_fault (where, HMAP_OP ("make_in"));
  return m;
}

HMAP_TWIN (HMAP_SELF *, make_in,
           (HMAP_KIND_PARAMETER escape_allocator *allocator, size_t hint),
           HMAP_KIND_ARGUMENT allocator, hint)

/* Free a map that make or clone gave; null is nothing.  What keys and values
   point to is not touched.  Invalidates pointers, and iterators, which may only
   be forgotten. O(1) frees, and the time that they take.  */
HMAP_PUBLIC void
HMAP_ (free_at) (HMAP_SELF *m, const char *where)
{
  if (!m)
    return;
  escape_hmap_check_live (&m->head, where);
  if (ESCAPE_UNLIKELY (m->head.flags & ESCAPE_MAP_ON_STACK
                       || m->head.allocator))
    escape_hmap_foreign_fault (where, HMAP_OP ("free"));
  HMAP_ (free_entries_) (m);
  escape_hmap_drop (&m->head);
  escape_hmap_array_free (m->head.buckets);
#ifdef ESCAPE_CHECKED
  escape_bury (m, sizeof *m, where);
#else
  escape_hmap_free (m, sizeof *m);
#endif
}

HMAP_VOID_TWIN (free, (HMAP_SELF *m), m)

/* Give back to ALLOCATOR a map that make_in took from it; null is nothing.  As
   free.  */
HMAP_PUBLIC void
HMAP_ (free_in_at) (escape_allocator *allocator, HMAP_SELF *m,
                    const char *where)
{
  if (!m)
    return;
  escape_hmap_check_live (&m->head, where);
  if (ESCAPE_UNLIKELY (m->head.flags & ESCAPE_MAP_ON_STACK
                       || m->head.allocator != allocator))
    escape_hmap_foreign_fault (where, HMAP_OP ("free_in"));
  HMAP_ (free_entries_) (m);
  escape_hmap_drop_in (&m->head, sizeof *m);
}

HMAP_VOID_TWIN (free_in, (escape_allocator *allocator, HMAP_SELF *m), allocator,
                m)

#include <escape/hmap_walk.h>

ESCAPE_TEMPLATE void
HMAP_ (free_entries_) (const HMAP_SELF *m)
{
  (void)m;
#ifdef HMAP_OWNS
  HMAP_ITER it = HMAP_ (scan_) (m);
  while (HMAP_ (iter_next) (&it))
    {
      HMAP_K key = *it.key;
      HMAP_FREE_KEY (key);
      HMAP_FREE_VALUE (*it.value);
    }
#endif
}

#include <escape/hmap_whole.h>

#ifndef HMAP_ERASED

/* For HMAP_ON_STACK: N buckets, a power of two, right behind ARRAY.  */
ESCAPE_TEMPLATE HMAP_SELF *
HMAP_ (on_stack_) (HMAP_SELF *m, escape_hmap_array *array, HMAP_BUCKET *buckets,
                   unsigned n)
{
  HMAP_ (check_padding_) ();
  memset ((void *)m, 0, sizeof *m);
  memset ((void *)array, 0, sizeof *array);
  for (unsigned i = 0; i < n; i++)
    memset ((void *)&buckets[i].head, 0, sizeof buckets[i].head);
  array->B = (uint8_t)__builtin_ctz (n);
  escape_hmap_set_B (&m->head, array->B);
  m->head.flags = ESCAPE_MAP_ON_STACK;
  m->head.hash0 = escape_random ();
  m->head.buckets = buckets;
  return m;
}

ESCAPE_TEMPLATE void
HMAP_ (leave_) (HMAP_SELF **m)
{
  HMAP_ (free_entries_) (*m);
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
  HMAP_ (clear) ((HMAP_SELF *)m);
}

ESCAPE_TEMPLATE void
HMAP_ (pool_drop) (void *m)
{
  HMAP_ (free) ((HMAP_SELF *)m);
}

#endif

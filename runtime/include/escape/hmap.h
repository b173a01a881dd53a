/* SPDX-License-Identifier: MIT */
/* hmap: Go's map for C, a hash table that never rehashes all of itself at once.

   A template header: each inclusion with HMAP_NAME, HMAP_KEY and HMAP_VALUE
   defined makes one map type and its functions, and undefines all three.

       #define HMAP_NAME counts
       #define HMAP_KEY const char *
       #define HMAP_VALUE int
       #define HMAP_KEY_STRING
       #include <escape/hmap.h>

       counts *m = counts_make (100);
       *counts_slot (m, "one") += 1;
       counts_put (m, "two", 2);
       HMAP_EACH (counts, it, m)
         printf ("%s %d\n", *it.key, *it.value);
       counts_free (m);

   How keys are hashed and compared, one of:
   - nothing: HMAP_KEY is a type of numbers;
   - HMAP_KEY_STRING: HMAP_KEY is a pointer to C strings, compared as strings;
   - HMAP_KEY_BYTES: HMAP_KEY is `bytes' (slice.h), compared by content;
   - HMAP_KEY_POINTER: HMAP_KEY is a pointer, compared as the address that it
   is;
   - HMAP_KEY_PLAIN: a struct without padding and pointers, compared byte by
   byte;
   - HMAP_HASH(key, seed) and HMAP_EQUAL(a, b): your own; use the seed, or
   chosen keys can slow the map.  HMAP_HASH alone takes the place of the hash in
   one of the ways above.

   What a map owns.  HMAP_FREE_KEY(key) and HMAP_FREE_VALUE(value), either or
   both, make a map that owns its keys or values and frees them by these when
   their entries are deleted, cleared or freed.  put and slot then take their
   key: one that is there already keeps its place, and the other is freed; a
   value that is replaced is freed.  delete_entry hands them out to be freed by
   its caller; what is not taken is freed.  Such a type has no clone and no
   merge.

       #define HMAP_NAME ages
       #define HMAP_KEY char *
       #define HMAP_VALUE int
       #define HMAP_KEY_STRING
       #define HMAP_FREE_KEY(key) free (key)
       #include <escape/hmap.h>

   In a struct that holds a map of itself, HMAP_DECLARE (NAME) makes the type
   NAME known before it is made.

   The layout is Go's.  Entries live in buckets of eight; a bucket is a tophash
   byte for each slot, the keys, the values, and a pointer to an overflow
   bucket.  The hash's low bits choose the bucket, its top byte is matched
   against the eight tophash bytes at once.  At more than 6.5 entries a bucket
   the array doubles; when there are as many overflow buckets as buckets, it is
   renewed at the same size. Either way entries move a bucket or two with each
   insert, so that no operation takes time proportional to the map, except those
   that say so: reserve, shrink, clear, clone, merge, equal and free.

   A map is used by pointer, and the null pointer is the nil map: reading it
   gives zero values and no entries, deleting from it does nothing, writing to
   it is a fault, `assignment to entry in nil map'.

   Memory.  From malloc; a map that make_in gave takes all of its own from an
   allocator (allocator.h), such as an arena.  HMAP_ON_STACK begins in the
   frame.  Sizes that overflow are sizes that nobody has: out of memory.

   Ownership.  The map owns its table; keys and values are copied in as values
   and what they point to stays the caller's, who cleans up what is deleted or
   replaced, unless the map was told how.  Pointers to keys and values (find, slot,
   iterators) are valid until the next write to the map.

   Threads.  Any number may read at the same time; one that writes must be
   alone.  Violations are detected when they are seen, as in Go: `concurrent map
   writes', `concurrent map read and map write', `concurrent map iteration and
   map write'.

   Faults.  Functions that can fault have a twin NAME_op_at with a last argument
   `where' and a macro hmap_op (NAME, ...) that passes the caller's file and
   line: hmap_put (counts, m, k, v) is counts_put (m, k, v) whose fault names
   the line.  The try_ forms return failure instead of running out of memory,
   and the map holds what it held.  With ESCAPE_CHECKED defined (checked.h), a
   map that is used after it was freed, by an iterator too, is one more.

   Types that are known at run time only: hmap_any.h.  */

#ifndef ESCAPE_HMAP_H
#define ESCAPE_HMAP_H

#include <escape/allocator.h>
#include <escape/checked.h>
#include <escape/hash.h>
#include <escape/tophash.h>
#include <stddef.h>
#include <string.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

/* Slots of a bucket.  */
#define ESCAPE_SLOTS 8

/* The head of every map: Go's hmap.  */
typedef struct hmap
{
  size_t count;       /* entries */
  uint8_t flags;      /* ESCAPE_MAP_* */
  uint8_t B;          /* log2 of the number of buckets */
  uint16_t noverflow; /* overflow buckets; from B = 16 on, an estimate scaled to
                         1 << 15 */
  uint64_t hash0;     /* seed of the hash */
  size_t mask;        /* (1 << B) - 1: a lookup takes 43 instructions instead
                         of 52 for having this, and GROWING among the flags */
  size_t limit;       /* entries that fit before it grows */
  void *buckets;      /* 1 << B of them, behind an escape_hmap_array */
  void *oldbuckets;   /* while growing: those being moved; else null */
  size_t nevacuate; /* while growing: old buckets below this have been moved */
  void *retired;    /* old arrays that iterators still walk */
  escape_allocator *allocator; /* of all of it; null: malloc */
} hmap;

enum
{
  ESCAPE_MAP_GROWING = 1,   /* there are old buckets */
  ESCAPE_MAP_WRITING = 4,   /* a write is under way */
  ESCAPE_MAP_SAME_SIZE = 8, /* growing, to the same number of buckets */
  ESCAPE_MAP_ON_STACK = 16, /* the head is in a frame */
  ESCAPE_MAP_SPILLED = 32   /* in a frame, but it has taken heap memory since */
};

/* What stands before a bucket array.  The owner frees it when no iterator holds
   it.  */
typedef struct escape_hmap_array
{
  struct escape_hmap_array *next; /* in the map's list of retired arrays */
  void *slabs; /* memory of overflow buckets that did not fit in `spare' */
  char *spare, *spare_end; /* overflow buckets not yet in use */
  size_t bytes;            /* of this block; 0 if it is in a frame */
  escape_allocator *allocator;
  uint32_t holders; /* iterators that walk it; atomic */
  uint8_t B;
} __attribute__ ((aligned (ESCAPE_ALIGNOF (max_align_t)))) escape_hmap_array;

/* The head of every bucket; keys and values follow.  */
typedef struct escape_hmap_bucket
{
  uint8_t tophash[ESCAPE_SLOTS];
  void *overflow;
} escape_hmap_bucket;

ESCAPE_BEGIN_DECLS

/* The plugin sees all bucket arrays that a map has in its life as the one that
   it was made with: what goes into one can be found in the next, and none of
   them outlives the map.  Hence the functions that replace arrays have a flow
   that says "rearranges what the map holds".  */

/* Free a map's head of SIZE bytes.  The array goes by escape_hmap_array_free, the rest by
   escape_hmap_drop.  */
void escape_hmap_free (void *map, size_t size) ESCAPE_RELEASES (1)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* A map's head of SIZE bytes, seeded, without buckets; null when out of memory.
 */
void *escape_hmap_alloc (size_t size) ESCAPE_ALLOCATES ("map") ESCAPE_FLOW ("")
    ESCAPE_MALLOC (escape_hmap_free, 1) ESCAPE_ALLOC_SIZE (1);

/* The same from ALLOCATOR, null for malloc.  */
void *escape_hmap_alloc_in (escape_allocator *allocator, size_t size)
    ESCAPE_FLOW ("1 -> ret");

void escape_hmap_array_free (void *buckets) ESCAPE_RELEASES (1)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* 1 << B empty buckets of SIZE bytes; null when out of memory.  */
void *escape_hmap_array_new (unsigned B, size_t size) ESCAPE_ALLOCATES ("raw")
    ESCAPE_FLOW ("") ESCAPE_MALLOC (escape_hmap_array_free, 1);

/* The same from ALLOCATOR, null for malloc.  */
void *escape_hmap_array_new_in (escape_allocator *allocator, unsigned B,
                                size_t size) ESCAPE_FLOW ("1 -> ret");

/* Free what H has beside its head and its current array; H then must not be
   used.  */
void escape_hmap_drop (hmap *h) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Give all that H has, its head of SIZE bytes too, back to its allocator.  */
void escape_hmap_drop_in (hmap *h, size_t size)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* The smallest B for N entries.  */
unsigned escape_hmap_B (size_t n) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING
    __attribute__ ((const));

/* Make *FRESH the head of an empty map like H, with the same seed and 1 << B
   buckets of its own, for escape_hmap_replace.  False when out of memory.  */
bool escape_hmap_renew (hmap *fresh, const hmap *h, unsigned B, size_t size)
    ESCAPE_FLOW ("");

/* H's entries were copied to FRESH: H takes its buckets and leaves the old ones
   to the iterators that hold them.  */
void escape_hmap_replace (hmap *h, hmap *fresh, size_t size)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Copy FROM's buckets, entries and seed to TO, which is empty and has as many
   buckets.  FROM is not growing.  False when out of memory.  */
bool escape_hmap_copy (hmap *to, const hmap *from, size_t size)
    ESCAPE_FLOW ("2** -> 1**");

/* Begin to grow: to twice the buckets if BIGGER, else to as many.  As above. */
bool escape_hmap_grow (hmap *h, size_t size, bool bigger) ESCAPE_FLOW ("");

/* All old buckets have been moved.  */
void escape_hmap_grown (hmap *h) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Make sure that the next N calls of escape_hmap_overflow for the same array
   of BUCKETS succeed.  */
bool escape_hmap_spare (hmap *h, void *buckets, size_t size, size_t n)
    ESCAPE_FLOW ("");

/* A new bucket, empty, in the array of BUCKETS, linked behind BUCKET, the last
   of its chain; null, and nothing changed, when out of memory.  It is linked
   here and not by the template, so that the plugin does not find a bucket among
   the entries.  */
void *escape_hmap_overflow (hmap *h, void *buckets, void *bucket, size_t size)
    ESCAPE_FLOW ("3 -> ret exact");

/* Empty all buckets, take a new seed.  O(buckets).  */
void escape_hmap_clear (hmap *h, size_t size)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Free retired arrays that nobody holds any more.  */
void escape_hmap_sweep (hmap *h) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* An iterator begins, ends to walk the array of BUCKETS.  */
void escape_hmap_hold (void *buckets) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
void escape_hmap_release (void *buckets) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* What N buckets of SIZE bytes, at most eight, from GROUP on hold for a walk:
   the slots in use, a byte for each bucket, a bit for each slot, the lowest for
   slot OFFSET; and which have overflow buckets, a bit for each bucket.  */
typedef struct escape_hmap_seen
{
  uint64_t left, chains;
} escape_hmap_seen;
escape_hmap_seen escape_hmap_look (const void *group, unsigned n, size_t size,
                                   unsigned offset)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* N bits, all clear; null when out of memory.  */
void escape_hmap_marks_free (void *marks, size_t n) ESCAPE_RELEASES (1)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
void *escape_hmap_marks (size_t n) ESCAPE_ALLOCATES ("raw") ESCAPE_FLOW ("")
    ESCAPE_MALLOC (escape_hmap_marks_free, 1);

ESCAPE_NORETURN void escape_hmap_nil_fault (const char *where)
    __attribute__ ((cold)) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_NORETURN void escape_hmap_memory_fault (const char *where,
                                               const char *op)
    __attribute__ ((cold)) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_NORETURN void escape_hmap_race_fault (const char *where,
                                             const char *what)
    __attribute__ ((cold)) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_NORETURN void escape_hmap_foreign_fault (const char *where,
                                                const char *op)
    __attribute__ ((cold)) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

ESCAPE_END_DECLS

/* The pointer in *PLACE is what a map owned, and now its taker does.  That is for
   the plugin: to it a new object is there, too, which wants to be released.  A
   function that promises not to allocate breaks that by taking, not by delete.
 */
ESCAPE_TEMPLATE void escape_hmap_hand_out (void *place)
    ESCAPE_FLOW ("new(raw) -> 1*");
ESCAPE_TEMPLATE void
escape_hmap_hand_out (void *place)
{
  (void)place;
}

ESCAPE_TEMPLATE bool
escape_hmap_overloaded (size_t count, unsigned B)
{
  return count > ESCAPE_SLOTS && count > 13 * (((size_t)1 << B) / 2);
}

/* H has 1 << B buckets.  */
ESCAPE_TEMPLATE void
escape_hmap_set_B (hmap *h, unsigned B)
{
  size_t n = (size_t)1 << B;
  h->B = (uint8_t)B;
  h->mask = n - 1;
  h->limit = B == 0 ? ESCAPE_SLOTS : 13 * (n / 2);
}

ESCAPE_TEMPLATE bool
escape_hmap_too_many_overflow (const hmap *h)
{
  return h->noverflow >= 1u << (h->B > 15 ? 15 : h->B);
}

/* In the checked build: a fault if H was freed.  */
ESCAPE_TEMPLATE void
escape_hmap_check_live (const hmap *h, const char *where)
{
#ifdef ESCAPE_CHECKED
  escape_check_live (h, "a map", where);
#endif
  (void)h;
  (void)where;
}

/* The flag is read and written as volatile: it is there for other threads to
   stumble over, which they must not do, so it need not be atomic, but it must
   not be optimised away.  */
ESCAPE_TEMPLATE uint8_t
escape_hmap_flags (const hmap *h)
{
  return *(const volatile uint8_t *)&h->flags;
}

/* Begin to write to H, whose FLAGS nobody else had marked.  */
ESCAPE_TEMPLATE void
escape_hmap_write_mark (hmap *h, uint8_t flags)
{
  *(volatile uint8_t *)&h->flags = (uint8_t)(flags | ESCAPE_MAP_WRITING);
}

ESCAPE_TEMPLATE void
escape_hmap_write_begin (hmap *h, const char *where)
{
  uint8_t flags = escape_hmap_flags (h);
  if (ESCAPE_UNLIKELY (flags & ESCAPE_MAP_WRITING))
    escape_hmap_race_fault (where, "concurrent map writes");
  escape_hmap_write_mark (h, flags);
}

ESCAPE_TEMPLATE void
escape_hmap_write_end (hmap *h, const char *where)
{
  uint8_t flags = escape_hmap_flags (h);
  if (ESCAPE_UNLIKELY (!(flags & ESCAPE_MAP_WRITING)))
    escape_hmap_race_fault (where, "concurrent map writes");
  *(volatile uint8_t *)&h->flags = (uint8_t)(flags & ~ESCAPE_MAP_WRITING);
}

/* A bucket's head, in memory that may have been used before.  */
ESCAPE_TEMPLATE void
escape_hmap_empty_bucket (escape_hmap_bucket *bucket)
{
  memset (bucket, 0, sizeof *bucket);
}

/* What is in BUCKET was copied: for iterators.  */
ESCAPE_TEMPLATE void
escape_hmap_mark_evacuated (escape_hmap_bucket *bucket)
{
  /* All eight at once: a byte is ESCAPE_EVACUATED_EMPTY, one less if it was in
     use.  */
  uint64_t word, low = ESCAPE_EACH_BYTE (0x7f);
  memcpy (&word, bucket->tophash, sizeof word);
  word = ESCAPE_EACH_BYTE (ESCAPE_EVACUATED_EMPTY)
         - ((((word & low) + low) | word) >> 7 & ESCAPE_EACH_BYTE (1));
  memcpy (bucket->tophash, &word, sizeof word);
}

/* Whether BUCKET (the first of a chain) has been moved to the new array.  */
ESCAPE_TEMPLATE bool
escape_hmap_evacuated (const escape_hmap_bucket *bucket)
{
  return bucket->tophash[0] > ESCAPE_EMPTY
         && bucket->tophash[0] < ESCAPE_MIN_TOPHASH;
}

/* The next bucket of the chain, or null.  The flow says: as good as the same
   bucket.  */
ESCAPE_TEMPLATE void *escape_hmap_next (void *bucket)
    ESCAPE_FLOW ("1 -> ret exact") ESCAPE_NONALLOCATING;
ESCAPE_TEMPLATE void *
escape_hmap_next (void *bucket)
{
  return ((escape_hmap_bucket *)bucket)->overflow;
}

ESCAPE_TEMPLATE size_t
escape_hmap_old_count (const hmap *h)
{
  return (size_t)1 << (h->flags & ESCAPE_MAP_SAME_SIZE ? h->B : h->B - 1);
}

ESCAPE_TEMPLATE escape_hmap_array *
escape_hmap_array_of (void *buckets)
{
  return (escape_hmap_array *)buckets - 1;
}

/* Whether iterators walk an array of H that is no longer, or not for long, where
   its entries are.  */
ESCAPE_TEMPLATE bool
escape_hmap_walked (const hmap *h)
{
  return h->retired
         || (h->oldbuckets
             && __atomic_load_n (&escape_hmap_array_of (h->oldbuckets)->holders,
                                 __ATOMIC_ACQUIRE)
                    != 0);
}

/* Where an iterator is in a map: in a group, of up to eight buckets that are
   looked at together and then shown; behind them come their overflow buckets,
   one by one.  */
typedef struct escape_hmap_walk
{
  void *buckets, *oldbuckets; /* the arrays, as they were when it began */
  void *group;
  void *at;    /* the group, or the overflow bucket that is shown */
  void *other; /* the bucket to walk after this one, or null */
  size_t start, next, count; /* the index it began with, the next one, how many
                                there are */
  size_t apart; /* began while doubling: the distance of two new buckets */
  /* What is still to be shown: a byte for each bucket from `at' on, a bit for
     each slot, the lowest for slot `offset'; and a bit for each bucket of the
     group whose overflow buckets are.  */
  uint64_t left, chains;
  uint8_t offset;
  uint8_t most; /* buckets of the next group: few at first, since a walk may be
                   short */
  bool wrapped;
  bool held; /* the arrays know of it */
} escape_hmap_walk;

/* A walk over nothing.  Member by member: to clear all of it at once took a short
   walk more than its first entries do.  */
ESCAPE_TEMPLATE escape_hmap_walk
escape_hmap_no_walk (void)
{
  escape_hmap_walk w;
  w.buckets = w.oldbuckets = w.group = w.at = w.other = NULL;
  w.start = w.next = w.count = w.apart = 0;
  w.left = w.chains = 0;
  w.offset = 0;
  w.most = 8;
  w.wrapped = w.held = false;
  return w;
}

/* A walk over H, by the order of its buckets.  */
ESCAPE_TEMPLATE escape_hmap_walk
escape_hmap_scan (const hmap *h)
{
  escape_hmap_walk w = escape_hmap_no_walk ();
  w.buckets = h->buckets;
  w.oldbuckets = h->oldbuckets;
  w.count = h->mask + 1;
  if (ESCAPE_UNLIKELY (w.oldbuckets))
    {
      w.count = escape_hmap_old_count (h);
      w.apart = w.count <= h->mask ? w.count : 0;
    }
  return w;
}

/* Make W one that begins at a random place and whose map may be written.  */
ESCAPE_TEMPLATE void
escape_hmap_walk_hold (escape_hmap_walk *w)
{
  uint64_t r = escape_random_quick ();
  w->start = w->next = (size_t)r & (w->count - 1);
  w->offset = (uint8_t)(r >> 61);
  w->most = 4;
  w->held = true;
  escape_hmap_hold (w->buckets);
  if (ESCAPE_UNLIKELY (w->oldbuckets))
    escape_hmap_hold (w->oldbuckets);
}

/* Have the cache fetch the SIZE bytes from BUCKETS on, or the first of them, while
   it is not yet known which of them are asked for.  */
ESCAPE_TEMPLATE void
escape_hmap_fetch (const void *buckets, size_t size)
{
  for (size_t i = 0; i < size && i < 1024; i += 64)
    __builtin_prefetch ((const char *)buckets + i);
}

ESCAPE_TEMPLATE void
escape_hmap_walk_end (escape_hmap_walk *w)
{
  if (!w->held)
    return;
  escape_hmap_release (w->buckets);
  if (ESCAPE_UNLIKELY (w->oldbuckets))
    escape_hmap_release (w->oldbuckets);
}

ESCAPE_TEMPLATE void
escape_hmap_mark (unsigned char *marks, size_t i)
{
  marks[i / 8] = (unsigned char)(marks[i / 8] | 1u << i % 8);
}

ESCAPE_TEMPLATE bool
escape_hmap_marked (const unsigned char *marks, size_t i)
{
  return marks[i / 8] >> i % 8 & 1;
}

/* How keys are hashed and compared, of each kind that HMAP_KEYS names; what
   HMAP_KEY must be, something that it could be, and what is said if it is
   not.  */
#define ESCAPE_STRINGS_HASH(key, seed) escape_hash_string (key, seed)
#define ESCAPE_STRINGS_EQUAL(a, b) (strcmp (a, b) == 0)
#define ESCAPE_STRINGS_FIT const char *
#define ESCAPE_STRINGS_FITS(type)                                              \
  (ESCAPE_IS_SAME (type, char *) || ESCAPE_IS_SAME (type, const char *))
#define ESCAPE_STRINGS_MISFIT                                                  \
  "HMAP_KEY_STRING: HMAP_KEY must be char * or const char *"

#define ESCAPE_BYTES_HASH(key, seed)                                           \
  escape_hash_bytes ((key).ptr, (key).len, seed)
#define ESCAPE_BYTES_EQUAL(a, b)                                               \
  ((a).len == (b).len && escape_equal_bytes ((a).ptr, (b).ptr, (a).len))
#define ESCAPE_BYTES_FIT bytes
#define ESCAPE_BYTES_FITS(type) ESCAPE_IS_SAME (type, bytes)
#define ESCAPE_BYTES_MISFIT "HMAP_KEY_BYTES: HMAP_KEY must be bytes"

#define ESCAPE_PLAIN_HASH(key, seed)                                           \
  escape_hash_bytes (&(key), sizeof (key), seed)
#define ESCAPE_PLAIN_EQUAL(a, b) (memcmp (&(a), &(b), sizeof (a)) == 0)
#define ESCAPE_PLAIN_FIT int
#define ESCAPE_PLAIN_FITS(type) (!ESCAPE_IS_POINTER (type))
#define ESCAPE_PLAIN_MISFIT                                                    \
  "HMAP_KEY_PLAIN: HMAP_KEY is a pointer: define HMAP_KEY_STRING if its keys " \
  "are C strings, HMAP_KEY_POINTER if they are compared as addresses"

#define ESCAPE_POINTERS_HASH(key, seed)                                        \
  escape_hash_int ((uint64_t)(uintptr_t)(key), seed)
#define ESCAPE_POINTERS_EQUAL(a, b) ((a) == (b))
#define ESCAPE_POINTERS_FIT void *
#define ESCAPE_POINTERS_FITS(type) ESCAPE_IS_POINTER (type)
#define ESCAPE_POINTERS_MISFIT "HMAP_KEY_POINTER: HMAP_KEY must be a pointer"

#define ESCAPE_NUMBERS_HASH(key, seed)                                         \
  (__builtin_classify_type (key) == ESCAPE_REAL                                \
       ? escape_hash_real ((double)(key), seed)                                \
       : escape_hash_int ((uint64_t)(key), seed))
#define ESCAPE_NUMBERS_EQUAL(a, b) ((a) == (b))
#define ESCAPE_NUMBERS_FIT int
#define ESCAPE_NUMBERS_FITS(type) ESCAPE_IS_NUMBER (type)
#define ESCAPE_NUMBERS_MISFIT                                                  \
  "HMAP_KEY is not a number: define HMAP_KEY_STRING if its keys are C "        \
  "strings, HMAP_KEY_POINTER if they are compared as addresses, "              \
  "HMAP_KEY_BYTES if they are bytes, HMAP_KEY_PLAIN if they are structs "      \
  "without padding and pointers, or both HMAP_HASH and HMAP_EQUAL"

/* By HMAP_HASH and HMAP_EQUAL.  */
#define ESCAPE_OWN_KEYS_FIT int
#define ESCAPE_OWN_KEYS_FITS(type) true
#define ESCAPE_OWN_KEYS_MISFIT ""

/* NAME is a map type that an inclusion of hmap.h will make.  */
#define HMAP_DECLARE(name) typedef struct name##_map_ name

/* Buckets in the frame for N entries: a constant expression.  */
#define ESCAPE_FRAME_BUCKETS(n)                                                \
  ((n) <= 8     ? 1                                                            \
   : (n) <= 13  ? 2                                                            \
   : (n) <= 26  ? 4                                                            \
   : (n) <= 52  ? 8                                                            \
   : (n) <= 104 ? 16                                                           \
   : (n) <= 208 ? 32                                                           \
                : 64)

/* `m', a pointer to an empty map of type NAME whose head and first buckets are
   in the frame: no heap until it outgrows the buckets that N entries (a
   constant; beyond 416 as 416) need, then it moves there by itself (a "spill",
   counted in the memstats).  What it took is given back when the scope ends; do
   not free it, do not let it leave the scope.  Three declarations: use it where
   a declaration may stand.  */
#define HMAP_ON_STACK(name, m, n)                                              \
  name m##_head ESCAPE_STACK_BACKED;                                           \
  struct                                                                       \
  {                                                                            \
    escape_hmap_array array;                                                   \
    name##_bucket buckets[ESCAPE_FRAME_BUCKETS (n)];                           \
  } m##_frame ESCAPE_STACK_BACKED;                                             \
  name *m ESCAPE_CLEANUP (name##_leave_)                                       \
      = name##_on_stack_ (&m##_head, &m##_frame.array, m##_frame.buckets,      \
                          ESCAPE_FRAME_BUCKETS (n))

/* for (each entry of m): IT is a NAME_iter, entries are *it.key and *it.value.
   Leaving the loop by break, return or goto ends the iterator; by longjmp it
   does not.  */
#define HMAP_EACH(name, it, m)                                                 \
  for (name##_iter it ESCAPE_CLEANUP (name##_iter_end)                         \
       = name##_iter_begin (m);                                                \
       name##_iter_next (&it);)

/* The functions of the template, with the caller's file and line in their
   faults.  */
#define ESCAPE_MAP_CALL(type_, op, ...)                                        \
  type_##op##_at (__VA_ARGS__,                                                 \
                  ((void)sizeof (type_##must_be_a_map_type), ESCAPE_HERE))
#define hmap_make(name, ...) ESCAPE_MAP_CALL (name##_, make, __VA_ARGS__)
#define hmap_make_in(name, ...) ESCAPE_MAP_CALL (name##_, make_in, __VA_ARGS__)
#define hmap_free(name, ...) ESCAPE_MAP_CALL (name##_, free, __VA_ARGS__)
#define hmap_free_in(name, ...) ESCAPE_MAP_CALL (name##_, free_in, __VA_ARGS__)
#define hmap_put(name, ...) ESCAPE_MAP_CALL (name##_, put, __VA_ARGS__)
#define hmap_slot(name, ...) ESCAPE_MAP_CALL (name##_, slot, __VA_ARGS__)
#define hmap_reserve(name, ...) ESCAPE_MAP_CALL (name##_, reserve, __VA_ARGS__)
#define hmap_shrink(name, ...) ESCAPE_MAP_CALL (name##_, shrink, __VA_ARGS__)
#define hmap_clone(name, ...) ESCAPE_MAP_CALL (name##_, clone, __VA_ARGS__)
#define hmap_merge(name, ...) ESCAPE_MAP_CALL (name##_, merge, __VA_ARGS__)

#endif /* ESCAPE_HMAP_H */

#if defined HMAP_NAME || defined HMAP_KEY || defined HMAP_VALUE

#if defined HMAP_KEY_STRING
#  define HMAP_KEYS STRINGS
#elif defined HMAP_KEY_BYTES
#  include <escape/slice.h>
#  define HMAP_KEYS BYTES
#elif defined HMAP_KEY_PLAIN
#  define HMAP_KEYS PLAIN
#elif defined HMAP_KEY_POINTER
#  define HMAP_KEYS POINTERS
#elif defined HMAP_HASH && defined HMAP_EQUAL
#  define HMAP_KEYS OWN_KEYS
#else
#  define HMAP_KEYS NUMBERS
#endif

#if defined HMAP_NAME && defined HMAP_KEY && defined HMAP_VALUE                \
    && ESCAPE_IS_NAME (HMAP_NAME)
#  if ESCAPE_PASTE(ESCAPE_TAKEN_, HMAP_NAME)
#    error "HMAP_NAME is the name of a ready-made type, of hmaps.h"
#  elif defined HMAP_KEY_STRING + defined HMAP_KEY_BYTES                       \
      + defined HMAP_KEY_PLAIN + defined HMAP_KEY_POINTER > 1
#    error                                                                     \
        "define one of HMAP_KEY_STRING, HMAP_KEY_BYTES, HMAP_KEY_PLAIN and HMAP_KEY_POINTER, not two"
#  elif defined HMAP_EQUAL && !defined HMAP_HASH
#    error                                                                     \
        "define both HMAP_HASH and HMAP_EQUAL: equal keys must have equal hashes"
#  else
#    include <escape/hmap_template.h>
#  endif
#else
#  error                                                                       \
      "define HMAP_NAME, HMAP_KEY and HMAP_VALUE: the type's name, its keys' and its values' types"
#endif

#undef HMAP_KEYS
#undef HMAP_NAME
#undef HMAP_KEY
#undef HMAP_VALUE
#undef HMAP_KEY_STRING
#undef HMAP_KEY_BYTES
#undef HMAP_KEY_PLAIN
#undef HMAP_KEY_POINTER
#undef HMAP_HASH
#undef HMAP_EQUAL
#undef HMAP_FREE_KEY
#undef HMAP_FREE_VALUE
#undef HMAP_OWNS
#undef HMAP_OWNS_KEYS
#undef HMAP_OWNS_VALUES

#endif

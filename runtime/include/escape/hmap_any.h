/* SPDX-License-Identifier: MIT */
/* hmap_any: the map of hmap.h for types that are known at run time only: an
   interpreter's, a database's columns, a binding to another language.

       static const hmap_kind by_id = { .key_size = sizeof (struct id),
                                        .value_size = sizeof (double) };
       hmap_any *m = hmap_any_make (&by_id, 100);
       hmap_any_put (m, &id, &(double){ 0.5 });
       double *found = hmap_any_find (m, &id);
       hmap_any_free (m);

   Keys and values go in and out by address and are copied, so many bytes as the
   kind says; the map keeps none of the addresses.  All else is as in hmap.h:
   table, growth, walks, nil, ownership, threads, faults, and what each function
   does.  Calls are not inlined, sizes are not constants: a lookup of 8 bytes
   takes 130 instructions, in a map from the template 42.  */

#ifndef ESCAPE_HMAP_ANY_H
#define ESCAPE_HMAP_ANY_H

#include <escape/hmap.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

/* What a map's keys and values are; maps copy it.  */
typedef struct hmap_kind
{
  size_t key_size;   /* bytes, at least one */
  size_t value_size; /* bytes; none: a set */
  /* Equal keys must have equal hashes; use the seed, or chosen keys can slow
     the map.  Null: a hash of the key's bytes.  Neither function may keep its
     arguments.  */
  uint64_t (*hash) (const void *key, uint64_t seed);
  /* Null: keys whose bytes are the same are equal.  */
  bool (*equal) (const void *a, const void *b);
} hmap_kind;

typedef char hmap_any_must_be_a_map_type;

typedef struct ESCAPE_MAP hmap_any
{
  hmap head;
  hmap_kind kind;
  size_t values, size; /* where values begin in a bucket; its bytes */
} hmap_any;

typedef struct hmap_any_bucket
{
  escape_hmap_bucket head;
} hmap_any_bucket;

/* Where an entry is in the map, until the next write; null pointers where there
   is none.  */
typedef struct hmap_any_entry
{
  const void *key;
  void *value;
} hmap_any_entry;

/* A walk; `key' and `value' point into the map, to the entry that iter_next
   came to.  */
typedef struct hmap_any_iter
{
  const void *key;
  void *value;
  hmap_any *map; /* null: ended */
  escape_hmap_walk walk;
} hmap_any_iter;

ESCAPE_BEGIN_DECLS

/* For the plugin all that a map holds is in the one object that MAKE gave;
   hence the flows.  `_at' functions take the place of the call, for
   `hmap_put (hmap_any, m, key, value)' and the like.  */

/* Null is nothing.  Invalidates pointers and iterators.  */
void hmap_any_free (hmap_any *m) ESCAPE_RELEASES (1)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
void hmap_any_free_at (hmap_any *m, const char *where) ESCAPE_RELEASES (1)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* A new map with buckets for HINT entries; null when out of memory, or if KIND's
   sizes are too large.  The caller's, until free.  O(buckets), two allocations.
   A fault if KIND has no key.  */
hmap_any *hmap_any_try_make (const hmap_kind *kind, size_t hint)
    ESCAPE_ALLOCATES ("map") ESCAPE_FLOW ("") ESCAPE_MALLOC (hmap_any_free, 1);

/* As try_make, but a fault when out of memory.  */
hmap_any *hmap_any_make_at (const hmap_kind *kind, size_t hint,
                            const char *where) ESCAPE_ALLOCATES ("map")
    ESCAPE_FLOW ("") ESCAPE_MALLOC (hmap_any_free, 1);
hmap_any *hmap_any_make (const hmap_kind *kind, size_t hint)
    ESCAPE_ALLOCATES ("map") ESCAPE_FLOW ("") ESCAPE_MALLOC (hmap_any_free, 1);

/* As make, with all that it ever takes from ALLOCATOR, which must outlive it.
   Freed by free_in, or with the allocator.  */
hmap_any *hmap_any_try_make_in (const hmap_kind *kind,
                                escape_allocator *allocator, size_t hint)
    ESCAPE_FLOW ("2 -> ret");
hmap_any *hmap_any_make_in_at (const hmap_kind *kind,
                               escape_allocator *allocator, size_t hint,
                               const char *where) ESCAPE_FLOW ("2 -> ret");
hmap_any *hmap_any_make_in (const hmap_kind *kind, escape_allocator *allocator,
                            size_t hint) ESCAPE_FLOW ("2 -> ret");

/* Give back to ALLOCATOR a map that make_in took from it.  As free.  */
void hmap_any_free_in_at (escape_allocator *allocator, hmap_any *m,
                          const char *where)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
void hmap_any_free_in (escape_allocator *allocator, hmap_any *m)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Entries; 0 for nil.  O(1).  */
size_t hmap_any_len (const hmap_any *m) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* The value of KEY, in the map, until the next write; null if there is none, or
   no map.  For a set: not null if the key is there.  O(1).  */
void *hmap_any_find (const hmap_any *m, const void *key)
    ESCAPE_FLOW ("1 -> ret") ESCAPE_NONALLOCATING;

/* The entry of KEY, with the key that the map holds; null pointers if there is
   none, or no map.  O(1).  */
hmap_any_entry hmap_any_find_entry (const hmap_any *m, const void *key)
    ESCAPE_FLOW ("1 -> ret") ESCAPE_NONALLOCATING;

/* Whether KEY is there.  O(1).  */
bool hmap_any_has (const hmap_any *m, const void *key)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Copy the value of KEY to OUT, or zero bytes; whether there is one.  O(1).  */
bool hmap_any_lookup (const hmap_any *m, const void *key, void *out)
    ESCAPE_FLOW ("1* -> 3*") ESCAPE_NONALLOCATING;

/* The value of KEY to write to, until the next write; a new entry's is zero.
   Null when out of memory; a fault for nil.  O(1).  Invalidates pointers.  */
void *hmap_any_try_slot_at (hmap_any *m, const void *key, const char *where)
    ESCAPE_FLOW ("2* -> 1*; 1 -> ret");
void *hmap_any_try_slot (hmap_any *m, const void *key)
    ESCAPE_FLOW ("2* -> 1*; 1 -> ret");

/* As try_slot, but a fault when out of memory.  */
void *hmap_any_slot_at (hmap_any *m, const void *key, const char *where)
    ESCAPE_FLOW ("2* -> 1*; 1 -> ret");
void *hmap_any_slot (hmap_any *m, const void *key)
    ESCAPE_FLOW ("2* -> 1*; 1 -> ret");

/* Put a copy of what VALUE points to for KEY.  An entry that exists keeps its
   key.  VALUE may not point into the map.  False when out of memory; a fault
   for nil.  As slot.  */
bool hmap_any_try_put (hmap_any *m, const void *key, const void *value)
    ESCAPE_FLOW ("2* -> 1*; 3* -> 1*");

/* As try_put, but a fault when out of memory.  */
void hmap_any_put_at (hmap_any *m, const void *key, const void *value,
                      const char *where) ESCAPE_FLOW ("2* -> 1*; 3* -> 1*");
void hmap_any_put (hmap_any *m, const void *key, const void *value)
    ESCAPE_FLOW ("2* -> 1*; 3* -> 1*");

/* Remove KEY's entry; whether there was one.  Nothing for nil.  O(1), never
   fails.  Invalidates pointers.  KEY may point into the entry.  */
bool hmap_any_delete (hmap_any *m, const void *key)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* The same, and copy the entry's key to TAKEN and its value to VALUE, unless
   null.  */
bool hmap_any_delete_entry (hmap_any *m, const void *key, void *taken,
                            void *value)
    ESCAPE_FLOW ("1* -> 3*; 1* -> 4*") ESCAPE_NONALLOCATING;

/* Remove all entries, keep the buckets.  O(buckets), never fails.  Invalidates
   pointers.  */
void hmap_any_clear (hmap_any *m) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Room for N more entries.  Nothing if there is, else O(entries + N).  False
   when out of memory; a fault for nil.  Invalidates pointers.  */
bool hmap_any_try_reserve_at (hmap_any *m, size_t n, const char *where)
    ESCAPE_FLOW ("");
bool hmap_any_try_reserve (hmap_any *m, size_t n) ESCAPE_FLOW ("");

/* As try_reserve, but a fault when out of memory.  */
void hmap_any_reserve_at (hmap_any *m, size_t n, const char *where)
    ESCAPE_FLOW ("");
void hmap_any_reserve (hmap_any *m, size_t n) ESCAPE_FLOW ("");

/* As few buckets as the entries need.  O(buckets).  False when out of memory.
   Invalidates pointers.  */
bool hmap_any_try_shrink_at (hmap_any *m, const char *where) ESCAPE_FLOW ("");
bool hmap_any_try_shrink (hmap_any *m) ESCAPE_FLOW ("");

/* As try_shrink, but a fault when out of memory.  */
void hmap_any_shrink_at (hmap_any *m, const char *where) ESCAPE_FLOW ("");
void hmap_any_shrink (hmap_any *m) ESCAPE_FLOW ("");

/* A new map, from malloc, of the same kind and with M's entries; nil for nil,
   null also when out of memory.  The caller's, until free.  O(entries +
   buckets).  For the plugin what it holds is what unknown code gave.  */
hmap_any *hmap_any_try_clone (const hmap_any *m) ESCAPE_ALLOCATES ("map")
    ESCAPE_MALLOC (hmap_any_free, 1);

/* As try_clone, but a fault when out of memory.  */
hmap_any *hmap_any_clone_at (const hmap_any *m, const char *where)
    ESCAPE_ALLOCATES ("map") ESCAPE_MALLOC (hmap_any_free, 1);
hmap_any *hmap_any_clone (const hmap_any *m) ESCAPE_ALLOCATES ("map")
    ESCAPE_MALLOC (hmap_any_free, 1);

/* Put all entries of OTHER, of the same kind, into M; OTHER's values win.
   False when out of memory, and M has the entries that it had.  A fault if M is
   nil and OTHER has entries, and for kinds that differ.  O(entries of OTHER).
   Invalidates pointers into M.  */
bool hmap_any_try_merge_at (hmap_any *m, const hmap_any *other,
                            const char *where) ESCAPE_FLOW ("2* -> 1*");
bool hmap_any_try_merge (hmap_any *m, const hmap_any *other)
    ESCAPE_FLOW ("2* -> 1*");

/* As try_merge, but a fault when out of memory.  */
void hmap_any_merge_at (hmap_any *m, const hmap_any *other, const char *where)
    ESCAPE_FLOW ("2* -> 1*");
void hmap_any_merge (hmap_any *m, const hmap_any *other)
    ESCAPE_FLOW ("2* -> 1*");

/* Whether A and B, of the same kind, have the same keys, each with values that
   SAME finds equal; with values that are the same bytes.  SAME may not keep its
   arguments.  O(entries).  */
bool hmap_any_equal_by (const hmap_any *a, const hmap_any *b,
                        bool (*same) (const void *, const void *))
    ESCAPE_FLOW ("");
bool hmap_any_equal (const hmap_any *a, const hmap_any *b)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* A walk over M, nil or not, in random order; see hmap.h for what it sees of
   writes meanwhile.  HMAP_EACH (hmap_any, it, m) does all three.  O(1), next
   amortised.  */
hmap_any_iter hmap_any_iter_begin (hmap_any *m) ESCAPE_FLOW ("1 -> ret");
bool hmap_any_iter_next (hmap_any_iter *it) ESCAPE_FLOW ("1* -> 1*");
void hmap_any_iter_end (hmap_any_iter *it) ESCAPE_FLOW ("");

ESCAPE_END_DECLS

#endif /* ESCAPE_HMAP_ANY_H */

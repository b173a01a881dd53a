/* SPDX-License-Identifier: MIT */
/* What is done to whole maps: reserve, shrink, clone, merge, equal.  Included by
   hmap_template.h.  */

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

/* Insert all entries of FROM into TO, which has none of their keys, buckets for
   them, and no growth under way.  False when out of memory.  */
ESCAPE_TEMPLATE bool
HMAP_ (copy_) (HMAP_SELF *m, const HMAP_SELF *from)
{
  HMAP_ITER it = HMAP_ (scan_) (from);
  while (HMAP_ (iter_next) (&it))
    {
      uint64_t hash = HMAP_HASH_OF (HMAP_KEY_OF (it), m->head.hash0);
      HMAP_BUCKET *b = HMAP_ (bucket_) (m, (size_t)hash & m->head.mask), *next;
      while ((next = (HMAP_BUCKET *)escape_hmap_next (b)) != NULL)
        b = next;
      escape_mask empty = escape_match (b->head.tophash, ESCAPE_EMPTY);
      if (!empty)
        b = (HMAP_BUCKET *)escape_hmap_overflow (&m->head, m->head.buckets, b,
                                                 HMAP_SIZE (m));
      if (!b)
        return false;
      HMAP_V *value
          = HMAP_ (insert_) (m, b, empty ? escape_mask_first (empty) : 0,
                             HMAP_KEY_OF (it), escape_tophash (hash));
      HMAP_COPY_VALUE (m, value, it.value);
    }
  return true;
}

/* Move all entries to 1 << B new buckets; a growth under way is finished first,
   since iterators that began during it know of two arrays only.  False, and the
   entries all there, when out of memory.  The flow: it rearranges what the map
   holds.  */
ESCAPE_TEMPLATE bool HMAP_ (rebuild_) (HMAP_SELF *m, unsigned B,
                                       const char *where) ESCAPE_FLOW ("");
ESCAPE_TEMPLATE bool
HMAP_ (rebuild_) (HMAP_SELF *m, unsigned B, const char *where)
{
  escape_hmap_write_begin (&m->head, where);
  bool done = HMAP_ (finish_growth_) (m);
  escape_hmap_write_end (&m->head, where);
  if (!done || m->head.B == B)
    return done;
  HMAP_SELF fresh = *m;
  if (!escape_hmap_renew (&fresh.head, &m->head, B, HMAP_SIZE (m)))
    return false;
  if (!HMAP_ (copy_) (&fresh, m))
    {
      escape_hmap_array_free (fresh.head.buckets);
      return false;
    }
  escape_hmap_write_begin (&m->head, where);
  escape_hmap_replace (&m->head, &fresh.head, HMAP_SIZE (m));
  escape_hmap_write_end (&m->head, where);
  return true;
}

/* Room for N more entries: no growth begins before they are in.  Nothing if
   there is, else O(entries + N).  False when out of memory, or if no map can
   have so many; a fault for nil.  Invalidates pointers.  */
HMAP_PUBLIC ESCAPE_NONNIL (1) bool HMAP_ (try_reserve_at) (HMAP_SELF *m,
                                                           size_t n,
                                                           const char *where)
{
  if (ESCAPE_UNLIKELY (!m))
    escape_hmap_nil_fault (where);
  escape_hmap_check_live (&m->head, where);
  size_t total;
  if (__builtin_add_overflow (m->head.count, n, &total))
    return false;
  unsigned B = escape_hmap_B (total);
  return B <= m->head.B || HMAP_ (rebuild_) (m, B, where);
}

HMAP_OR_FAULT (reserve, (HMAP_SELF *m, size_t n), m, n)

/* Give back memory: as few buckets as the entries need, and no growth under
   way.  Nothing for the nil map, for one that is as small as that, and for one
   that is still in its frame; else O(buckets). It takes the smaller table
   before it gives the larger one back: false when out of memory.  Invalidates
   pointers.  */
HMAP_PUBLIC bool
HMAP_ (try_shrink_at) (HMAP_SELF *m, const char *where)
{
  if (!m)
    return true;
  escape_hmap_check_live (&m->head, where);
  unsigned B = escape_hmap_B (m->head.count);
  if ((m->head.B <= B && !m->head.oldbuckets)
      || escape_hmap_array_of (m->head.buckets)->bytes == 0)
    return true;
  return HMAP_ (rebuild_) (m, B, where);
}

HMAP_OR_FAULT (shrink, (HMAP_SELF *m), m)

/* What owns its entries has no second map of the same: no clone, no merge.  */
#ifndef HMAP_OWNS

/* A new map, from malloc, with M's entries; keys and values are copied as
   values.  The caller's, until free.  M is only read.  The nil map's clone is
   nil.  Null also when out of memory.  O(entries + buckets).  Buckets are copied
   as they are, unless M is growing or larger than it needs to be: 12
   instructions an entry, instead of 115 to insert it.  */
HMAP_PUBLIC HMAP_SELF *
HMAP_ (try_clone) (const HMAP_SELF *m)
{
  if (!m)
    return NULL;
  escape_hmap_check_live (&m->head, NULL);
  HMAP_SELF *copy = HMAP_ (try_make) (HMAP_KIND_OF (m) m->head.count);
  if (!copy)
    return NULL;
  if (m->head.oldbuckets || m->head.B != copy->head.B
          ? !HMAP_ (copy_) (copy, m)
          : !escape_hmap_copy (&copy->head, &m->head, HMAP_SIZE (m)))
    {
      HMAP_ (free) (copy);
      return NULL;
    }
  return copy;
}

/* As try_clone, but a fault when out of memory.  */
HMAP_PUBLIC HMAP_SELF *
HMAP_ (clone_at) (const HMAP_SELF *m, const char *where)
{
  HMAP_SELF *copy = HMAP_ (try_clone) (m);
  if (m && !copy)
    escape_hmap_memory_fault (where, HMAP_OP ("clone"));
  return copy;
}

HMAP_TWIN (HMAP_SELF *, clone, (const HMAP_SELF *m), m)

/* Insert into M the entries of OTHER whose keys it does not have, and mark them
   in FRESH, a bit for each entry in the order of a scan.  When out of memory,
   false, and none is inserted.  */
ESCAPE_TEMPLATE bool
HMAP_ (merge_fresh_) (HMAP_SELF *m, const HMAP_SELF *other,
                      unsigned char *fresh, const char *where)
{
  HMAP_ITER it = HMAP_ (scan_) (other);
  size_t n = 0;
  for (; HMAP_ (iter_next) (&it); n++)
    {
      size_t before = m->head.count;
      HMAP_V *value = HMAP_ (try_slot_at) (m, HMAP_KEY_OF (it), where);
      if (!value)
        break;
      if (m->head.count == before)
        continue;
      HMAP_COPY_VALUE (m, value, it.value);
      escape_hmap_mark (fresh, n);
    }
  if (!it.map)
    return true;
  it = HMAP_ (scan_) (other);
  for (size_t i = 0; i < n && HMAP_ (iter_next) (&it); i++)
    if (escape_hmap_marked (fresh, i))
      HMAP_ (delete) (m, HMAP_KEY_OF (it));
  return false;
}

/* Put all entries of OTHER into M; where both have a key, OTHER's value
   replaces M's.  OTHER is only read; nil is empty.  M may be nil if OTHER is
   empty; else a fault.  False when out of memory, and M has the entries that it
   had.  O(entries of OTHER), and a bit of memory for each of them meanwhile.
   Invalidates pointers into M.  */
HMAP_PUBLIC bool
HMAP_ (try_merge_at) (HMAP_SELF *m, const HMAP_SELF *other, const char *where)
{
  size_t n = HMAP_ (len) (other);
  if (other == m || n == 0)
    return true;
  if (ESCAPE_UNLIKELY (!m))
    escape_hmap_nil_fault (where);
  HMAP_CHECK_KINDS (m, other, where);
  unsigned char *fresh = (unsigned char *)escape_hmap_marks (n);
  if (!fresh)
    return false;
  bool done = HMAP_ (merge_fresh_) (m, other, fresh, where);
  if (done)
    {
      HMAP_ITER it = HMAP_ (scan_) (other);
      for (size_t i = 0; HMAP_ (iter_next) (&it); i++)
        if (!escape_hmap_marked (fresh, i))
          HMAP_COPY_VALUE (m, HMAP_ (find) (m, HMAP_KEY_OF (it)), it.value);
    }
  escape_hmap_marks_free (fresh, n);
  return done;
}

HMAP_OR_FAULT (merge, (HMAP_SELF *m, const HMAP_SELF *other), m, other)

#endif

/* Whether A and B have the same keys, each with values that SAME finds equal.
   Nil equals an empty map.  Only reads, if SAME does.  O(entries).  */
HMAP_PUBLIC bool
HMAP_ (equal_by) (const HMAP_SELF *a, const HMAP_SELF *b,
                  bool (*same) (const HMAP_V *, const HMAP_V *))
{
  if (HMAP_ (len) (a) != HMAP_ (len) (b))
    return false;
  HMAP_ITER it = HMAP_ (scan_) (a);
  while (HMAP_ (iter_next) (&it))
    {
      const HMAP_V *other = HMAP_ (find) (b, HMAP_KEY_OF (it));
      if (!other || !same (it.value, other))
        return false;
    }
  return true;
}

/* The same for values that are equal byte by byte, padding included.  */
HMAP_PUBLIC bool
HMAP_ (equal) (const HMAP_SELF *a, const HMAP_SELF *b)
{
  if (HMAP_ (len) (a) != HMAP_ (len) (b))
    return false;
  HMAP_ITER it = HMAP_ (scan_) (a);
  while (HMAP_ (iter_next) (&it))
    {
      const HMAP_V *other = HMAP_ (find) (b, HMAP_KEY_OF (it));
      if (!other || !HMAP_SAME_VALUE (a, it.value, other))
        return false;
    }
  return true;
}

/* SPDX-License-Identifier: MIT */
/* Walks over a map.  Included by hmap_template.h.  */

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

/* Begin a walk over M, nil or not.  Order: buckets from a random one on, slots
   from a random one on. Each entry that is there from begin to end is seen
   once; one deleted before the walk came to it is not seen; one inserted
   meanwhile is seen once or not.  The map may be written meanwhile by the same
   thread, but not freed.  A walk that does not run to its end must be ended by
   iter_end, or the map may keep outgrown arrays until it is freed.  To free
   keys that the map points to, walk and free them, then clear or free the map,
   with no other use of it in between.  O(1).  */
HMAP_PUBLIC HMAP_ITER
HMAP_ (iter_begin) (HMAP_SELF *m)
{
  HMAP_ITER it;
  it.key = NULL;
  it.value = NULL;
  it.map = NULL;
  it.walk = escape_hmap_no_walk ();
  if (!m)
    return it;
  escape_hmap_check_live (&m->head, NULL);
  if (m->head.count == 0)
    return it;
  it.map = m;
  it.walk = escape_hmap_scan (&m->head);
  escape_hmap_walk_hold (&it.walk);
  escape_hmap_fetch (HMAP_BUCKET_AT (m, it.walk.buckets, it.walk.next),
                     2 * HMAP_SIZE (m));
  return it;
}

/* The same over a map that is not written meanwhile: nothing to hold, and in
   the order of the buckets.  */
ESCAPE_TEMPLATE HMAP_ITER
HMAP_ (scan_) (const HMAP_SELF *m)
{
  HMAP_ITER it;
  it.key = NULL;
  it.value = NULL;
  it.map = NULL;
  it.walk = escape_hmap_no_walk ();
  if (!m || m->head.count == 0)
    return it;
  it.map = (HMAP_SELF *)(uintptr_t)m;
  it.walk = escape_hmap_scan (&m->head);
  return it;
}

/* End a walk.  An ended one may be ended again.  O(1).  */
HMAP_PUBLIC HMAP_INLINE void
HMAP_ (iter_end) (HMAP_ITER *it)
{
  if (!it->map)
    return;
  escape_hmap_check_live (&it->map->head, NULL);
  escape_hmap_walk_end (&it->walk);
  it->map = NULL;
  it->key = NULL;
  it->value = NULL;
}

/* Where the next group begins, and *N, how many buckets it has; null when all
   were walked.  A walk that began during a growth goes by the old buckets, one
   at a time: one that has not been moved when the walk comes to it has all
   entries of its index; else they are in its one or two new ones.  (Go goes by
   the new ones, and hashes the keys of old ones to see where they are bound;
   here a walk reads a key once, and never again, so that the caller may free
   it.)  */
ESCAPE_TEMPLATE HMAP_INLINE void *
HMAP_ (iter_group_) (HMAP_ITER *it, unsigned *n)
{
  escape_hmap_walk *w = &it->walk;
  HMAP_SELF *m = it->map;
  HMAP_BUCKET *group = (HMAP_BUCKET *)w->other;
  size_t i = w->next, end = w->wrapped ? w->start : w->count;
  (void)m;
  *n = 1;
  w->other = NULL;
  if (group)
    return group;
  if (w->wrapped && i == end)
    return NULL;
  group = HMAP_BUCKET_AT (m, w->buckets, i);
  if (ESCAPE_LIKELY (!w->oldbuckets))
    {
      *n = end - i < w->most ? (unsigned)(end - i) : w->most;
      if (ESCAPE_UNLIKELY (w->most < 8))
        w->most = (uint8_t)(2 * w->most);
    }
  else
    {
      HMAP_BUCKET *old = HMAP_BUCKET_AT (m, w->oldbuckets, i);
      if (!escape_hmap_evacuated (&old->head))
        group = old;
      else if (w->apart)
        w->other = HMAP_BUCKET_AT (m, w->buckets, i + w->apart);
    }
  w->next = i + *n;
  if (w->next == w->count)
    {
      w->next = 0;
      w->wrapped = true;
    }
  return group;
}

/* All of `left' was shown: go on; false when there is no more.  */
ESCAPE_TEMPLATE HMAP_INLINE bool
HMAP_ (iter_on_) (HMAP_ITER *it)
{
  escape_hmap_walk *w = &it->walk;
  HMAP_SELF *m = it->map;
  void *b = w->at != w->group ? escape_hmap_next (w->at) : NULL;
  (void)m;
  while (!b && w->chains)
    {
      b = escape_hmap_next (
          HMAP_BUCKET_AT (m, w->group, (unsigned)__builtin_ctzll (w->chains)));
      w->chains &= w->chains - 1;
    }
  if (b)
    {
      w->at = b;
      w->left = escape_hmap_look (b, 1, HMAP_SIZE (m), w->offset).left;
      return true;
    }
  unsigned n;
  w->at = w->group = HMAP_ (iter_group_) (it, &n);
  if (!w->group)
    return false;
  escape_hmap_seen seen
      = escape_hmap_look (w->group, n, HMAP_SIZE (m), w->offset);
  w->left = seen.left;
  w->chains = seen.chains;
  return true;
}

/* The entry in slot *I of B was moved since the walk came to its group: where it
   is now.  Null if it was deleted then.  */
ESCAPE_NOINLINE ESCAPE_UNUSED static HMAP_BUCKET *
HMAP_ (iter_moved_) (HMAP_SELF *m, HMAP_BUCKET *b, unsigned *i)
{
  HMAP_BUCKET *now = NULL;
  /* A key that is not equal to itself, a NaN, cannot be looked up, nor deleted
     or changed: what was left behind is as good.  */
  if (!HMAP_ARE_EQUAL (HMAP_KEY_AT (m, b, *i), HMAP_KEY_AT (m, b, *i)))
    return b;
  *i = HMAP_ (look_up_) (m, HMAP_KEY_AT (m, b, *i), &now);
  return *i < ESCAPE_SLOTS ? now : NULL;
}

/* Go to the next entry; false, and the walk ended, when there is none.  O(1)
   amortised over a walk.  Always inline, and nobody is given the iterator's
   address, so that a loop keeps it in registers; eight buckets are looked at
   together, so that their ends are seldom guessed wrong.  An entry of a map of
   ten thousand takes 1.6 ns, 26 instructions; 3.9 and 47 by the bucket and in
   memory.  */
HMAP_PUBLIC HMAP_INLINE bool
HMAP_ (iter_next) (HMAP_ITER *it)
{
  escape_hmap_walk *w = &it->walk;
  HMAP_SELF *m = it->map;
  if (!m)
    return false;
  escape_hmap_check_live (&m->head, NULL);
  if (ESCAPE_UNLIKELY (escape_hmap_flags (&m->head) & ESCAPE_MAP_WRITING))
    escape_hmap_race_fault (NULL, "concurrent map iteration and map write");
  do
    while (ESCAPE_LIKELY (w->left))
      {
        unsigned bit = (unsigned)__builtin_ctzll (w->left);
        unsigned i = (bit + w->offset) % ESCAPE_SLOTS;
        HMAP_BUCKET *b = HMAP_BUCKET_AT (m, w->at, bit / ESCAPE_SLOTS);
        uint8_t top = b->head.tophash[i];
        w->left &= w->left - 1;
        if (ESCAPE_UNLIKELY (top < ESCAPE_MIN_TOPHASH))
          {
            unsigned slot = i;
            if (top != ESCAPE_EVACUATED
                || !(b = HMAP_ (iter_moved_) (m, b, &slot)))
              continue;
            i = slot;
          }
        it->key = HMAP_KEY_PLACE (m, b, i);
        it->value = HMAP_VALUE_AT (m, b, i);
        return true;
      }
  while (HMAP_ (iter_on_) (it));
  HMAP_ (iter_end) (it);
  return false;
}

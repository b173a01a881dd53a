/* SPDX-License-Identifier: MIT */
/* The cold paths of maps: bucket arrays and their lives.

   A map has a current array, an old one while it grows, and a list of retired
   ones: outgrown, but held by an iterator.  Holders are counted in the array,
   atomically, since readers on several threads may iterate at once; retired
   arrays are freed by the next writer that finds them without holders.

   Overflow buckets belong to their array: a reserve behind the buckets as in Go
   (one for sixteen, from sixteen buckets on), then slabs that double, so that
   freeing takes a few frees, however many there are. An array in a frame has
   `bytes' 0, and only its slabs are freed.

   Memory comes from the map's allocator, or from malloc.  */

#include "internal.h"
#include <escape/hmap.h>

struct slab
{
  struct slab *next;
  size_t bytes;
  _Alignas(max_align_t) char buckets[];
};

#define array_of escape_hmap_array_of

/* Whether there surely is one thread only: what is atomic costs a short walk
   more than its first entries do.  */
#if __has_include(<sys/single_threaded.h>)
#  include <sys/single_threaded.h>
#  define ONE_THREAD __libc_single_threaded
#else
#  define ONE_THREAD false
#endif

/* Memory that need not be zero.  */
static void *
take (escape_allocator *from, size_t bytes)
{
  return from ? from->alloc (from, bytes) : escape_mem_alloc_raw (bytes);
}

static void *
take_zeroed (escape_allocator *from, size_t bytes)
{
  return from ? from->alloc (from, bytes) : escape_mem_alloc (bytes);
}

static void
give_back (escape_allocator *to, void *ptr, size_t bytes)
{
  if (!to)
    escape_mem_free (ptr, bytes);
  else if (to->free)
    to->free (to, ptr, bytes);
}

unsigned
escape_hmap_B (size_t n)
{
  unsigned B = 0;
  while (B < sizeof (size_t) * 8 - 5 && escape_hmap_overloaded (n, B))
    B++;
  return B;
}

void *
escape_hmap_alloc_in (escape_allocator *allocator, size_t size)
{
  hmap *h = take (allocator, size);
  if (!h)
    return NULL;
  memset (h, 0, size);
  h->hash0 = escape_random ();
  h->allocator = allocator;
  return h;
}

void *
escape_hmap_alloc (size_t size)
{
  return escape_hmap_alloc_in (NULL, size);
}

void
escape_hmap_free (void *map, size_t size)
{
  give_back (((hmap *)map)->allocator, map, size);
}

/* Bytes of an array of 1 << B buckets and its reserve; 0 if that is more than
   there can be.  */
static size_t
array_bytes (unsigned B, size_t size)
{
  if (B >= sizeof (size_t) * 8 - 4)
    return 0;
  size_t n = (size_t)1 << B, all = B >= 4 ? n + n / 16 : n, bytes;
  if (__builtin_mul_overflow (all, size, &bytes)
      || __builtin_add_overflow (bytes, sizeof (escape_hmap_array), &bytes)
      || bytes > PTRDIFF_MAX)
    return 0;
  return bytes;
}

/* An array in so many BYTES of MEMORY, null if that is; its buckets are what
   the memory is.  */
static escape_hmap_array *
set_up (void *memory, size_t bytes, escape_allocator *allocator, unsigned B,
        size_t size)
{
  escape_hmap_array *a = memory;
  if (a)
    *a = (escape_hmap_array){ .spare = (char *)(a + 1) + (size << B),
                              .spare_end = (char *)a + bytes,
                              .bytes = bytes,
                              .allocator = allocator,
                              .B = (uint8_t)B };
  return a;
}

/* An array whose buckets have to be emptied.  */
static escape_hmap_array *
new_raw_array (escape_allocator *allocator, unsigned B, size_t size)
{
  size_t bytes = array_bytes (B, size);
  return bytes ? set_up (take (allocator, bytes), bytes, allocator, B, size)
               : NULL;
}

/* Empty the heads of A's buckets from FROM to TO, whatever is in them.  */
static void
empty_buckets (escape_hmap_array *a, size_t size, size_t from, size_t to)
{
  char *first = (char *)(a + 1);
  for (size_t i = from; i < to; i++)
    escape_hmap_empty_bucket ((void *)(first + i * size));
}

/* An array of empty buckets.  In a small one only their heads are written: an
   insert of 64 bytes into a map for a hundred takes 9.6 ns instead of 11; memory
   for a large one comes zeroed from the kernel.  */
static escape_hmap_array *
new_array (escape_allocator *allocator, unsigned B, size_t size)
{
  size_t bytes = array_bytes (B, size);
  if (bytes > 32 << 10)
    return set_up (take_zeroed (allocator, bytes), bytes, allocator, B, size);
  escape_hmap_array *a = new_raw_array (allocator, B, size);
  if (a)
    empty_buckets (a, size, 0, (size_t)1 << B);
  return a;
}

void *
escape_hmap_array_new_in (escape_allocator *allocator, unsigned B, size_t size)
{
  escape_hmap_array *a = new_array (allocator, B, size);
  return a ? a + 1 : NULL;
}

void *
escape_hmap_array_new (unsigned B, size_t size)
{
  return escape_hmap_array_new_in (NULL, B, size);
}

static void
free_slabs (escape_hmap_array *a)
{
  for (struct slab *s = a->slabs, *next; s; s = next)
    {
      next = s->next;
      give_back (a->allocator, s, s->bytes);
    }
  a->slabs = NULL;
}

static void
free_array (escape_hmap_array *a)
{
  free_slabs (a);
  if (a->bytes)
    give_back (a->allocator, a, a->bytes);
}

void
escape_hmap_array_free (void *buckets)
{
  if (buckets)
    free_array (array_of (buckets));
}

void
escape_hmap_hold (void *buckets)
{
  uint32_t *holders = &array_of (buckets)->holders;
  if (ONE_THREAD)
    ++*holders;
  else
    __atomic_fetch_add (holders, 1, __ATOMIC_RELAXED);
}

void
escape_hmap_release (void *buckets)
{
  uint32_t *holders = &array_of (buckets)->holders;
  if (ONE_THREAD)
    --*holders;
  else
    __atomic_fetch_sub (holders, 1, __ATOMIC_RELEASE);
}

static bool
held (const escape_hmap_array *a)
{
  return __atomic_load_n (&a->holders, __ATOMIC_ACQUIRE) != 0;
}

void
escape_hmap_sweep (hmap *h)
{
  escape_hmap_array *kept = NULL;
  for (escape_hmap_array *a = h->retired, *next; a; a = next)
    {
      next = a->next;
      if (held (a))
        {
          a->next = kept;
          kept = a;
        }
      else
        free_array (a);
    }
  h->retired = kept;
}

/* H does not need A any more.  */
static void
retire (hmap *h, escape_hmap_array *a)
{
  a->next = h->retired;
  h->retired = a;
  escape_hmap_sweep (h);
}

void
escape_hmap_drop (hmap *h)
{
  for (escape_hmap_array *a = h->retired, *next; a; a = next)
    {
      next = a->next;
      free_array (a);
    }
  h->retired = NULL;
  escape_hmap_array_free (h->oldbuckets);
  h->oldbuckets = NULL;
  if (h->flags & ESCAPE_MAP_ON_STACK)
    {
      escape_hmap_array_free (h->buckets);
      h->buckets = NULL;
      h->count = 0;
    }
}

void
escape_hmap_drop_in (hmap *h, size_t size)
{
  escape_hmap_drop (h);
  escape_hmap_array_free (h->buckets);
  give_back (h->allocator, h, size);
}

/* A map in a frame takes heap memory: count it the first time.  */
static void
note_spill (hmap *h)
{
  if ((h->flags & (ESCAPE_MAP_ON_STACK | ESCAPE_MAP_SPILLED))
      == ESCAPE_MAP_ON_STACK)
    {
      h->flags |= ESCAPE_MAP_SPILLED;
      escape_count (ESCAPE_SPILLS);
    }
}

bool
escape_hmap_renew (hmap *fresh, const hmap *h, unsigned B, size_t size)
{
  escape_hmap_array *a = new_array (h->allocator, B, size);
  if (!a)
    return false;
  *fresh = (hmap){ .hash0 = h->hash0,
                   .buckets = a + 1,
                   .allocator = h->allocator };
  escape_hmap_set_B (fresh, B);
  return true;
}

/* What A's chains hold was copied: say so to iterators.  */
static void
mark_evacuated (escape_hmap_array *a, size_t size)
{
  char *first = (char *)(a + 1);
  for (size_t i = 0; i < (size_t)1 << a->B; i++)
    for (escape_hmap_bucket *b = (void *)(first + i * size); b; b = b->overflow)
      escape_hmap_mark_evacuated (b);
}

void
escape_hmap_replace (hmap *h, hmap *fresh, size_t size)
{
  note_spill (h);
  if (held (array_of (h->buckets)))
    mark_evacuated (array_of (h->buckets), size);
  retire (h, array_of (h->buckets));
  h->buckets = fresh->buckets;
  escape_hmap_set_B (h, fresh->B);
  h->noverflow = fresh->noverflow;
}

bool
escape_hmap_grow (hmap *h, size_t size, bool bigger)
{
  escape_hmap_array *a = new_raw_array (h->allocator, h->B + bigger, size);
  if (!a)
    return false;
  note_spill (h);
  escape_hmap_sweep (h);
  escape_count (bigger ? ESCAPE_MAP_GROWTHS : ESCAPE_MAP_REGROWTHS);
  if (!bigger)
    h->flags |= ESCAPE_MAP_SAME_SIZE;
  h->oldbuckets = h->buckets;
  h->buckets = a + 1;
  h->flags |= ESCAPE_MAP_GROWING;
  escape_hmap_set_B (h, a->B);
  h->nevacuate = 0;
  h->noverflow = 0;
  return true;
}

void
escape_hmap_grown (hmap *h)
{
  escape_hmap_array *old = array_of (h->oldbuckets);
  h->oldbuckets = NULL;
  h->nevacuate = 0;
  h->flags = (uint8_t)(h->flags & ~(ESCAPE_MAP_SAME_SIZE | ESCAPE_MAP_GROWING));
  retire (h, old);
}

bool
escape_hmap_spare (hmap *h, void *buckets, size_t size, size_t n)
{
  escape_hmap_array *a = array_of (buckets);
  if ((size_t)(a->spare_end - a->spare) / size >= n)
    return true;
  /* What is spare now is lost until the array goes: at most as much as the slab
     before.  And a slab is at most a sixty-fourth of the buckets: three thousand
     strings take 41.4 bytes each instead of 42.4, and Go's 40.5.  */
  const struct slab *last = a->slabs;
  size_t count = last ? 2 * ((last->bytes - sizeof *last) / size) : 1;
  size_t most = ((size_t)1 << a->B) / 64;
  if (count > most)
    count = most;
  if (count < n)
    count = n;
  size_t bytes;
  if (__builtin_mul_overflow (count, size, &bytes)
      || __builtin_add_overflow (bytes, sizeof (struct slab), &bytes))
    return false;
  struct slab *s = take (a->allocator, bytes);
  if (!s)
    return false;
  note_spill (h);
  s->next = a->slabs;
  s->bytes = bytes;
  a->slabs = s;
  a->spare = s->buckets;
  a->spare_end = s->buckets + count * size;
  return true;
}

/* Go's incrnoverflow: exact for small maps; for large ones one in 1 << (B -
   15), so that 16 bits last.  */
static void
count_overflow (hmap *h)
{
  uint64_t one_in = (uint64_t)1 << (h->B < 16 ? 0 : h->B - 15);
  if (one_in == 1 || (escape_random_quick () & (one_in - 1)) == 0)
    h->noverflow++;
}

void *
escape_hmap_overflow (hmap *h, void *buckets, void *bucket, size_t size)
{
  if (!escape_hmap_spare (h, buckets, size, 1))
    return NULL;
  escape_hmap_array *a = array_of (buckets);
  void *fresh = a->spare;
  a->spare += size;
  escape_hmap_empty_bucket (fresh);
  if (buckets == h->buckets)
    count_overflow (h);
  ((escape_hmap_bucket *)bucket)->overflow = fresh;
  return fresh;
}

/* A bucket's link is not part of what is copied.  */
static void
copy_bucket (escape_hmap_bucket *to, const escape_hmap_bucket *from,
             size_t size)
{
  memcpy (to, from, size);
  to->overflow = NULL;
}

bool
escape_hmap_copy (hmap *to, const hmap *from, size_t size)
{
  for (size_t i = 0; i < (size_t)1 << from->B; i++)
    {
      const escape_hmap_bucket *b = (void *)((char *)from->buckets + i * size);
      escape_hmap_bucket *copy = (void *)((char *)to->buckets + i * size);
      copy_bucket (copy, b, size);
      while ((b = b->overflow) != NULL)
        {
          copy = escape_hmap_overflow (to, to->buckets, copy, size);
          if (!copy)
            return false;
          copy_bucket (copy, b, size);
        }
    }
  to->count = from->count;
  to->hash0 = from->hash0;
  return true;
}

/* Empty the chains of A, for iterators that walk it as well as for new entries.
 */
static void
empty_array (escape_hmap_array *a, size_t size)
{
  char *first = (char *)(a + 1);
  for (size_t i = 0; i < (size_t)1 << a->B; i++)
    for (escape_hmap_bucket *b = (void *)(first + i * size), *next; b; b = next)
      {
        next = b->overflow;
        memset (b, 0, sizeof *b);
      }
}

void
escape_hmap_clear (hmap *h, size_t size)
{
  if (h->oldbuckets)
    {
      /* The new buckets of those that were not evacuated were never written.  */
      size_t old = escape_hmap_old_count (h), i = h->nevacuate;
      escape_hmap_array *a = array_of (h->buckets);
      empty_buckets (a, size, i, old);
      if (old <= h->mask)
        empty_buckets (a, size, old + i, 2 * old);
      empty_array (array_of (h->oldbuckets), size);
      escape_hmap_grown (h);
    }
  escape_hmap_sweep (h);
  for (escape_hmap_array *a = h->retired; a; a = a->next)
    empty_array (a, size);

  escape_hmap_array *a = array_of (h->buckets);
  empty_array (a, size);
  if (!held (a))
    {
      /* Nobody walks the overflow buckets: they can be given out again, or
         back.  */
      free_slabs (a);
      a->spare = (char *)(a + 1) + (size << a->B);
      a->spare_end = a->bytes ? (char *)a + a->bytes : a->spare;
    }
  h->count = 0;
  h->noverflow = 0;
  h->hash0 = escape_random ();
}

escape_hmap_seen
escape_hmap_look (const void *group, unsigned n, size_t size, unsigned offset)
{
  escape_hmap_seen seen = { 0, 0 };
  const char *end = (const char *)group + n * size;
  if (n % 2)
    {
      const escape_hmap_bucket *b = (const void *)(end -= size);
      seen.left = escape_used_bits (b->tophash);
      seen.chains = b->overflow != NULL;
    }
  while (end > (const char *)group)
    {
      const escape_hmap_bucket *second = (const void *)(end -= size);
      const escape_hmap_bucket *first = (const void *)(end -= size);
      seen.left = seen.left << 16
                  | escape_used_bits_of_two (first->tophash, second->tophash);
      seen.chains = seen.chains << 2
                    | (unsigned)((second->overflow != NULL) << 1)
                    | (first->overflow != NULL);
    }
  /* Turn each byte.  */
  uint64_t low = ESCAPE_EACH_BYTE (0xffu >> offset);
  seen.left = (seen.left >> offset & low) | (seen.left << (8 - offset) & ~low);
  return seen;
}

void *
escape_hmap_marks (size_t n)
{
  return escape_mem_alloc (n / 8 + 1);
}

void
escape_hmap_marks_free (void *marks, size_t n)
{
  escape_mem_free (marks, n / 8 + 1);
}

void
escape_hmap_nil_fault (const char *where)
{
  escape_fault (where, "assignment to entry in nil map");
}

void
escape_hmap_memory_fault (const char *where, const char *op)
{
  escape_fault (where, "%s: out of memory", op);
}

void
escape_hmap_race_fault (const char *where, const char *what)
{
  escape_fault (where, "%s", what);
}

void
escape_hmap_foreign_fault (const char *where, const char *op)
{
  escape_fault (where, "%s of a map that is not from there", op);
}

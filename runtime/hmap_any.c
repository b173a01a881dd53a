/* SPDX-License-Identifier: MIT */
/* The template of hmap.h on buckets whose sizes a kind tells.  */

#include <escape/hmap_any.h>

#define HMAP_ERASED
#define HMAP_NAME hmap_any
#define HMAP_PUBLIC
#define HMAP_INLINE
#define HMAP_SELF hmap_any
#define HMAP_K const void *
#define HMAP_K_OUT void
#define HMAP_V void
#define HMAP_V_ARGUMENT const void *
#define HMAP_KIND_PARAMETER const hmap_kind *kind,
#define HMAP_KIND_ARGUMENT kind,
#define HMAP_KIND_OF(m) &(m)->kind,
#define HMAP_MAKE_IN_FLOW

#define HMAP_HASH_OF(key, seed) hash_of (m, key, seed)
#define HMAP_ARE_EQUAL(a, b) equal_keys (m, a, b)
#define HMAP_SIZE(m) ((m)->size)
#define HMAP_BUCKET_AT(m, buckets, i)                                          \
  ((hmap_any_bucket *)(void *)((char *)(buckets) + (i) * (m)->size))
#define HMAP_KEY_AT(m, b, i)                                                   \
  ((void *)((char *)(b) + keys_offset + (i) * (m)->kind.key_size))
#define HMAP_KEY_PLACE(m, b, i) HMAP_KEY_AT (m, b, i)
#define HMAP_KEY_OF(it) ((it).key)
#define HMAP_KEY_SIZE(m) ((m)->kind.key_size)
#define HMAP_VALUE_AT(m, b, i)                                                 \
  ((void *)((char *)(b) + (m)->values + (i) * (m)->kind.value_size))
#define HMAP_SET_KEY(m, b, i, key)                                             \
  memcpy (HMAP_KEY_AT (m, b, i), key, (m)->kind.key_size)
#define HMAP_COPY_KEY(m, to, b, i)                                             \
  memcpy (to, HMAP_KEY_AT (m, b, i), (m)->kind.key_size)
#define HMAP_SET_VALUE(m, to, value) memcpy (to, value, (m)->kind.value_size)
#define HMAP_COPY_VALUE(m, to, from) memcpy (to, from, (m)->kind.value_size)
#define HMAP_ZERO_VALUE(m, to) memset (to, 0, (m)->kind.value_size)
#define HMAP_SAME_VALUE(m, a, b) (memcmp (a, b, (m)->kind.value_size) == 0)
#define HMAP_INIT_KIND(m) set_kind (m, kind)
#define HMAP_CHECK_KINDS(a, b, where) check_kinds (a, b, where)

static inline uint64_t
hash_of (const hmap_any *m, const void *key, uint64_t seed)
{
  return m->kind.hash ? m->kind.hash (key, seed)
                      : escape_hash_bytes (key, m->kind.key_size, seed);
}

static inline bool
equal_keys (const hmap_any *m, const void *a, const void *b)
{
  return m->kind.equal ? m->kind.equal (a, b)
                       : memcmp (a, b, m->kind.key_size) == 0;
}

/* Where keys begin in a bucket: where any type may.  */
enum
{
  keys_offset = (sizeof (hmap_any_bucket) + _Alignof(max_align_t) - 1)
                / _Alignof(max_align_t) * _Alignof(max_align_t)
};

/* The strictest alignment that a type of SIZE bytes can have.  */
static size_t
alignment (size_t size)
{
  size_t most = _Alignof(max_align_t), low = size & -size;
  return low == 0 ? 1 : low < most ? low : most;
}

/* N rounded up to a multiple of A, a power of two.  */
static size_t
round_up (size_t n, size_t a)
{
  return (n + a - 1) & ~(a - 1);
}

/* Lay M's buckets out for KIND.  Sizes that no memory has make a bucket that no
   memory has.  */
static void
set_kind (hmap_any *m, const hmap_kind *kind)
{
  if (kind->key_size == 0)
    escape_fault (NULL, "hmap_any: a kind whose keys have no bytes");
  m->kind = *kind;
  size_t most = PTRDIFF_MAX / 32;
  if (kind->key_size > most || kind->value_size > most)
    {
      m->size = PTRDIFF_MAX;
      return;
    }
  m->values = round_up (keys_offset + ESCAPE_SLOTS * kind->key_size,
                        alignment (kind->value_size));
  m->size = round_up (m->values + ESCAPE_SLOTS * kind->value_size,
                      _Alignof(max_align_t));
}

static void
check_kinds (const hmap_any *a, const hmap_any *b, const char *where)
{
  if (a->kind.key_size != b->kind.key_size
      || a->kind.value_size != b->kind.value_size
      || a->kind.hash != b->kind.hash || a->kind.equal != b->kind.equal)
    escape_fault (where, "hmap_any_merge: maps of different kinds");
}

#include <escape/hmap_template.h>

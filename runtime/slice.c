/* SPDX-License-Identifier: MIT */
/* The cold paths of slices: allocation, growth, faults.  */

#include "internal.h"
#include <escape/slice.h>

/* The size classes of Go's allocator (runtime/sizeclasses.go): growth rounds up
   to them, so that append gives the capacities that Go programmers know.  */
static const uint16_t size_classes[]
    = { 8,     16,    24,    32,    48,    64,    80,    96,    112,   128,
        144,   160,   176,   192,   208,   224,   240,   256,   288,   320,
        352,   384,   416,   448,   480,   512,   576,   640,   704,   768,
        896,   1024,  1152,  1280,  1408,  1536,  1792,  2048,  2304,  2688,
        3072,  3200,  3456,  4096,  4864,  5376,  6144,  6528,  6784,  6912,
        8192,  9472,  9728,  10240, 10880, 12288, 13568, 14336, 16384, 18432,
        19072, 20480, 21760, 24576, 27264, 28672, 32768 };
/* Where the powers of two stand among them, from 8 on: a search that begins there
   is mostly at its end, for sizes that double.  A growth takes 38 instructions
   less than with a binary search and two divisions.  */
static const uint8_t power_class[]
    = { 0, 1, 3, 5, 9, 17, 25, 31, 37, 43, 50, 58, 66 };
enum
{
  LARGEST_CLASS = 32768,
  PAGE = 8192
};

static size_t
round_up_to_class (size_t bytes)
{
  if (bytes > LARGEST_CLASS)
    return bytes > SIZE_MAX - PAGE ? bytes : (bytes + PAGE - 1) / PAGE * PAGE;
  if (bytes <= 8)
    return 8;
  const uint16_t *found
      = &size_classes[power_class[28 - __builtin_clz ((unsigned)bytes)]];
  while (*found < bytes)
    found++;
  return *found;
}

/* The bytes of N elements of SIZE bytes, if an object can have so many.  */
static bool
array_bytes (size_t n, size_t size, size_t *bytes)
{
  return !__builtin_mul_overflow (n, size, bytes) && *bytes <= PTRDIFF_MAX;
}

void *
escape_slice_alloc (size_t n, size_t size)
{
  size_t bytes;
  return array_bytes (n, size, &bytes) ? escape_mem_alloc_array (bytes) : NULL;
}

void *
escape_slice_alloc_unset (size_t n, size_t size)
{
  size_t bytes;
  return array_bytes (n, size, &bytes) ? escape_mem_alloc_array_raw (bytes)
                                       : NULL;
}

void
escape_slice_free (void *array, size_t bytes)
{
  escape_mem_free (array, bytes);
}

void *
escape_slice_extend (void *array, size_t used, size_t fill, size_t bytes,
                     size_t wanted)
{
  return escape_mem_extend (array, used, fill, bytes, wanted);
}

void
escape_slice_retire (void *array, size_t bytes, bool owned, bool lent)
{
  escape_count (ESCAPE_SLICE_GROWTHS);
  if (lent)
    escape_count (ESCAPE_SPILLS);
  else if (owned)
    escape_mem_free (array, bytes);
}

void
escape_slice_retire_checked (void *array, size_t bytes, bool owned, bool lent)
{
  if (owned && !lent)
    escape_bury (array, bytes, "its slice's growth");
  escape_slice_retire (array, bytes, false, lent);
}

void *
escape_slice_alloc_in (escape_allocator *in, size_t n, size_t size)
{
  size_t bytes;
  return array_bytes (n, size, &bytes) ? in->alloc (in, bytes) : NULL;
}

bool
escape_slice_extend_in (escape_allocator *in, void *array, size_t bytes,
                        size_t wanted)
{
  return in->extend && in->extend (in, array, bytes, wanted);
}

void
escape_slice_free_in (escape_allocator *in, void *array, size_t bytes)
{
  if (in->free)
    in->free (in, array, bytes);
}

void
escape_slice_retire_in (escape_allocator *in, void *array, size_t bytes,
                        bool owned, bool lent)
{
  if (owned && lent)
    {
      escape_count (ESCAPE_SLICE_GROWTHS);
      escape_slice_free_in (in, array, bytes);
    }
  else
    escape_slice_retire (array, bytes, owned, lent);
}

/* Whether a slice can hold N elements of SIZE bytes, which take *BYTES.  */
static bool
can_hold (size_t n, size_t size, size_t *bytes)
{
  return n <= ESCAPE_SLICE_MAX && array_bytes (n, size, bytes);
}

/* Go 1.18's growslice: double while small, then towards a quarter more,
   smoothly.  */
size_t
escape_slice_next_cap (size_t cap, size_t len, size_t extra, size_t size)
{
  const size_t threshold = 256;
  size_t needed, bytes;
  if (__builtin_add_overflow (len, extra, &needed)
      || !can_hold (needed, size, &bytes))
    return 0;
  size_t next = cap;
  if (needed > cap + cap)
    next = needed;
  else if (cap < threshold)
    next = cap + cap;
  else
    while (next < needed)
      next += (next + 3 * threshold) / 4;
  if (!can_hold (next, size, &bytes))
    return needed;
  if ((bytes & (bytes - 1)) == 0 && bytes >= 8 && bytes <= LARGEST_CLASS)
    return next; /* mostly: it is a class, nothing is to be rounded */
  bytes = round_up_to_class (bytes);
  if ((size & (size - 1)) == 0)
    next = bytes >> __builtin_ctzll (size);
  else
    next = bytes / size;
  return can_hold (next, size, &bytes) ? next : needed;
}

size_t
escape_slice_exact_cap (size_t len, size_t extra, size_t size)
{
  size_t needed, bytes;
  return !__builtin_add_overflow (len, extra, &needed)
                 && can_hold (needed, size, &bytes)
             ? needed
             : 0;
}

void
escape_slice_index_fault (const char *where, size_t i, size_t len)
{
  escape_fault (where, "index out of range [%td] with length %zu", (ptrdiff_t)i,
                len);
}

void
escape_slice_bounds_fault (const char *where, size_t lo, size_t hi, size_t max,
                           size_t cap)
{
  if (max > cap)
    escape_fault (where, "slice bounds out of range [:%td] with capacity %zu",
                  (ptrdiff_t)max, cap);
  else if (hi > max)
    escape_fault (where, "slice bounds out of range [:%td] with %s %zu",
                  (ptrdiff_t)hi, max == cap ? "capacity" : "limit", max);
  else
    escape_fault (where, "slice bounds out of range [%td:%td]", (ptrdiff_t)lo,
                  (ptrdiff_t)hi);
}

void
escape_slice_bytes_fault (const char *where, const void *ptr, size_t bytes,
                          size_t size, size_t align)
{
  if (bytes % size != 0)
    escape_fault (where,
                  "%zu bytes are not a whole number of elements of %zu bytes",
                  bytes, size);
  else
    escape_fault (
        where, "bytes at %p cannot be seen as elements that need alignment %zu",
        ptr, align);
}

void
escape_slice_memory_fault (const char *where, const char *op, size_t len,
                           size_t extra, size_t size)
{
  size_t needed, bytes;
  if (__builtin_add_overflow (len, extra, &needed)
      || !can_hold (needed, size, &bytes))
    escape_fault (
        where,
        "%s: %zu + %zu elements of %zu bytes are more than a slice can hold",
        op, len, extra, size);
  else
    escape_fault (where, "%s: out of memory for %zu elements of %zu bytes", op,
                  needed, size);
}

/* SPDX-License-Identifier: MIT */
/* Where the arrays of a slice type come from and go to: the heap, or an allocator
   IN.  Included by slice_template.h.  Each function here has a form of either
   kind, the latter with `_in' in its name; slice_grow.h does the rest.

   The array of a slice comes from where its last growth was told to take it,
   and each form takes a slice of either kind.  Grown by the plain form, a slice
   that has its array from an allocator moves to the heap, and the allocator
   keeps the old array.  */

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

/* Bytes of S's array.  */
#define SLICE_BYTES(s) (ESCAPE_SLICE_CAP (s) * sizeof (SLICE_ELEM))

/* A zeroed array of N elements; null when out of memory.  */
ESCAPE_TEMPLATE SLICE_ELEM *
SLICE_ (array_) (size_t n)
{
  if (n > ESCAPE_SLICE_MAX)
    return NULL;
  return (SLICE_ELEM *)escape_slice_alloc (n, sizeof (SLICE_ELEM));
}

ESCAPE_TEMPLATE SLICE_ELEM *
SLICE_ (array__in) (escape_allocator *in, size_t n)
{
  if (n > ESCAPE_SLICE_MAX)
    return NULL;
  return (SLICE_ELEM *)escape_slice_alloc_in (in, n, sizeof (SLICE_ELEM));
}

/* As array_, but it need not be zeroed: the caller fills all of it.  A copy of
   ten thousand ints takes 0.10 ns each instead of 0.19 with zeros first.  */
ESCAPE_TEMPLATE SLICE_ELEM *
SLICE_ (array_unset_) (size_t n)
{
  if (n > ESCAPE_SLICE_MAX)
    return NULL;
  return (SLICE_ELEM *)escape_slice_alloc_unset (n, sizeof (SLICE_ELEM));
}

ESCAPE_TEMPLATE SLICE_ELEM *
SLICE_ (array_unset__in) (escape_allocator *in, size_t n)
{
  return SLICE_ (array__in) (in, n);
}

/* An array with S's elements and room for CAP, which is more: its own made longer
   where that can be, and then *SAME is set.  What is behind them is zero, but for
   the EXTRA elements that the caller will copy from SRC, which may stand in S's
   array, if SRC is not null.  Null when out of memory.  */
ESCAPE_TEMPLATE SLICE_ELEM *
SLICE_ (longer_) (SLICE_SELF s, size_t cap, size_t extra, const SLICE_ELEM *src,
                  bool *same)
{
#ifndef ESCAPE_CHECKED
  if (ESCAPE_SLICE_IS_OWNED (s) && !ESCAPE_SLICE_IS_LENT (s)
      && (uintptr_t)src - (uintptr_t)s.ptr >= SLICE_BYTES (s))
    {
      *same = true;
      return (SLICE_ELEM *)escape_slice_extend (
          s.ptr, s.len * sizeof (SLICE_ELEM),
          (src ? extra : 0) * sizeof (SLICE_ELEM), SLICE_BYTES (s),
          cap * sizeof (SLICE_ELEM));
    }
#endif
  (void)same;
  SLICE_ELEM *array = src ? SLICE_ (array_unset_) (cap) : SLICE_ (array_) (cap);
  if (!array)
    return NULL;
  if (src)
    memset ((void *)(array + s.len + extra), 0,
            (cap - s.len - extra) * sizeof (SLICE_ELEM));
  if (s.len > 0)
    memcpy ((void *)array, s.ptr, s.len * sizeof (SLICE_ELEM));
  return array;
}

ESCAPE_TEMPLATE SLICE_ELEM *
SLICE_ (longer__in) (escape_allocator *in, SLICE_SELF s, size_t cap,
                     size_t extra, const SLICE_ELEM *src, bool *same)
{
  (void)extra, (void)src;
  if (ESCAPE_SLICE_IS_OWNED (s) && ESCAPE_SLICE_IS_LENT (s)
      && escape_slice_extend_in (in, s.ptr, SLICE_BYTES (s),
                                 cap * sizeof (SLICE_ELEM)))
    {
      *same = true;
      return s.ptr;
    }
  SLICE_ELEM *array = SLICE_ (array__in) (in, cap);
  if (array && s.len > 0)
    memcpy ((void *)array, s.ptr, s.len * sizeof (SLICE_ELEM));
  return array;
}

/* The array of OLD, which has grown out of it, is not used any more.  */
ESCAPE_TEMPLATE void
SLICE_ (retire_) (SLICE_SELF old)
{
#ifdef ESCAPE_CHECKED
  escape_slice_retire_checked (old.ptr, SLICE_BYTES (old),
                               ESCAPE_SLICE_IS_OWNED (old),
                               ESCAPE_SLICE_IS_LENT (old));
#else
  escape_slice_retire (old.ptr, SLICE_BYTES (old), ESCAPE_SLICE_IS_OWNED (old),
                       ESCAPE_SLICE_IS_LENT (old));
#endif
}

ESCAPE_TEMPLATE void
SLICE_ (retire__in) (escape_allocator *in, SLICE_SELF old)
{
  escape_slice_retire_in (in, old.ptr, SLICE_BYTES (old),
                          ESCAPE_SLICE_IS_OWNED (old),
                          ESCAPE_SLICE_IS_LENT (old));
}

/* Give S's array back, if S owns it: to the heap, if it is from there, else to
   IN; the plain form leaves it to its allocator.  */
ESCAPE_TEMPLATE void
SLICE_ (release_) (SLICE_SELF s, const char *where)
{
  (void)where;
  if (ESCAPE_SLICE_IS_OWNED (s) && !ESCAPE_SLICE_IS_LENT (s))
#ifdef ESCAPE_CHECKED
    escape_bury (s.ptr, SLICE_BYTES (s), where);
#else
    escape_slice_free (s.ptr, SLICE_BYTES (s));
#endif
}

ESCAPE_TEMPLATE void
SLICE_ (release__in) (escape_allocator *in, SLICE_SELF s, const char *where)
{
  if (ESCAPE_SLICE_IS_OWNED (s) && ESCAPE_SLICE_IS_LENT (s))
    escape_slice_free_in (in, s.ptr, SLICE_BYTES (s));
  SLICE_ (release_) (s, where);
}

/* The capacity of S with room for EXTRA more elements, by Go's rule.  */
ESCAPE_TEMPLATE size_t
SLICE_ (next_cap_) (SLICE_SELF s, size_t extra)
{
  return escape_slice_next_cap (ESCAPE_SLICE_CAP (s), s.len, extra,
                                sizeof (SLICE_ELEM));
}

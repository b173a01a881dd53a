/* SPDX-License-Identifier: MIT */
/* An order of a slice type's elements: sort, binary search.

   A slice type that is made with SLICE_LESS(a, b) defined has NAME_sort,
   NAME_is_sorted and NAME_search.  Each further order is an inclusion of this
   header, after the type's, with SLICE_NAME, SLICE_ORDER and SLICE_LESS
   defined, which it undefines:

       #define SLICE_NAME people
       #define SLICE_ORDER by_age
       #define SLICE_LESS(a, b) ((a).age < (b).age)
       #include <escape/slice_order.h>

       people_sort_by_age (s);

   SLICE_LESS is expanded in place: no call through a pointer, no copy by
   `void *'.  It must be a strict weak order (a < a is false, and so on); if it
   is not, the order that comes out is anything, and that is all that
   happens.  */

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

#if !defined ESCAPE_SLICE_H || !defined SLICE_NAME || !defined SLICE_LESS
#  error                                                                       \
      "make the slice's type by slice.h, then define SLICE_NAME, SLICE_ORDER and SLICE_LESS(a, b)"
#else

#ifdef SLICE_ORDER
#  define SLICE_O(op)                                                          \
    ESCAPE_PASTE (SLICE_NAME, ESCAPE_PASTE (_##op##_, SLICE_ORDER))
#  define SLICE_OELEM ESCAPE_PASTE (SLICE_NAME, _elem)
#  define SLICE_OSELF SLICE_NAME
#else
#  define SLICE_O(op) SLICE_ (op)
#  define SLICE_OELEM SLICE_ELEM
#  define SLICE_OSELF SLICE_SELF
#endif

/* The user's, where nothing local hides the functions that it calls, and where one
   error says what is wrong with it.  */
ESCAPE_TEMPLATE __attribute__ ((always_inline)) bool
SLICE_O (less_) (const SLICE_OELEM *a_, const SLICE_OELEM *b_)
{
  return SLICE_LESS (*(SLICE_OELEM *)a_, *(SLICE_OELEM *)b_);
}
#define SLICE_IS_LESS(a, b) SLICE_O (less_) (&(a), &(b))

/* Insertion sort, for the few.  */
ESCAPE_TEMPLATE void
SLICE_O (sort_few_) (SLICE_OELEM *v, size_t n)
{
  for (size_t i = 1; i < n; i++)
    {
      SLICE_OELEM x = v[i];
      size_t j = i;
      for (; j > 0 && SLICE_IS_LESS (x, v[j - 1]); j--)
        v[j] = v[j - 1];
      v[j] = x;
    }
}

/* Let element I of the heap V sink to its place.  */
ESCAPE_TEMPLATE void
SLICE_O (sink_) (SLICE_OELEM *v, size_t i, size_t n)
{
  SLICE_OELEM x = v[i];
  for (size_t child; (child = 2 * i + 1) < n; i = child)
    {
      if (child + 1 < n && SLICE_IS_LESS (v[child], v[child + 1]))
        child++;
      if (!SLICE_IS_LESS (x, v[child]))
        break;
      v[i] = v[child];
    }
  v[i] = x;
}

ESCAPE_TEMPLATE void
SLICE_O (sort_heap_) (SLICE_OELEM *v, size_t n)
{
  for (size_t i = n / 2; i-- > 0;)
    SLICE_O (sink_) (v, i, n);
  while (n-- > 1)
    {
      SLICE_OELEM x = v[0];
      v[0] = v[n];
      v[n] = x;
      SLICE_O (sink_) (v, 0, n);
    }
}

/* Part V, of at least three elements, by the median of three of them.  Returns
   K, 0 < K < N: none of the first K is greater than any of the rest.  Indices
   are bounded by themselves and not by the pivot, for an order that is none. */
ESCAPE_TEMPLATE size_t
SLICE_O (part_) (SLICE_OELEM *v, size_t n)
{
  SLICE_OELEM *a = &v[0], *b = &v[n / 2], *c = &v[n - 1], x;
  if (SLICE_IS_LESS (*b, *a))
    x = *a, *a = *b, *b = x;
  if (SLICE_IS_LESS (*c, *b))
    {
      x = *b, *b = *c, *c = x;
      if (SLICE_IS_LESS (*b, *a))
        x = *a, *a = *b, *b = x;
    }
  SLICE_OELEM pivot = *b;
  size_t lo = 1, hi = n - 1;
  for (;;)
    {
      while (lo < n - 1 && SLICE_IS_LESS (v[lo], pivot))
        lo++;
      while (hi > 1 && SLICE_IS_LESS (pivot, v[hi - 1]))
        hi--;
      if (lo + 1 >= hi)
        return lo;
      x = v[lo], v[lo++] = v[--hi], v[hi] = x;
    }
}

/* Quicksort that gives up to heapsort after DEPTH bad or good partings.  The
   smaller part by recursion, the larger by the loop.  */
ESCAPE_TEMPLATE void
SLICE_O (sort_quick_) (SLICE_OELEM *v, size_t n, unsigned depth)
{
  while (n > 16)
    {
      if (depth-- == 0)
        {
          SLICE_O (sort_heap_) (v, n);
          return;
        }
      size_t k = SLICE_O (part_) (v, n);
      if (k < n - k)
        {
          SLICE_O (sort_quick_) (v, k, depth);
          v += k, n -= k;
        }
      else
        {
          SLICE_O (sort_quick_) (v + k, n - k, depth);
          n = k;
        }
    }
  SLICE_O (sort_few_) (v, n);
}

/* Sort in ascending order, equal elements in any.  O(len log len) at worst, in
   place, no allocation.  */
ESCAPE_TEMPLATE void
SLICE_O (sort) (SLICE_OSELF s)
{
  unsigned depth = 0;
  for (size_t n = s.len; n > 0; n /= 2)
    depth += 2;
  SLICE_LIVE (s, NULL);
  if (s.len > 1)
    SLICE_O (sort_quick_) (s.ptr, s.len, depth);
}

/* O(len).  */
ESCAPE_TEMPLATE bool
SLICE_O (is_sorted) (SLICE_OSELF s)
{
  SLICE_LIVE (s, NULL);
  for (size_t i = 1; i < s.len; i++)
    if (SLICE_IS_LESS (s.ptr[i], s.ptr[i - 1]))
      return false;
  return true;
}

/* In the sorted S, where the first element is that is not less than X: where X
   is, or where it would be inserted (maybe len).  FOUND, if not null, tells
   which.  O(log len).  */
ESCAPE_TEMPLATE size_t
SLICE_O (search) (SLICE_OSELF s, SLICE_OELEM x, bool *found)
{
  size_t lo = 0, hi = s.len;
  SLICE_LIVE (s, NULL);
  while (lo < hi)
    {
      size_t mid = lo + (hi - lo) / 2;
      if (SLICE_IS_LESS (s.ptr[mid], x))
        lo = mid + 1;
      else
        hi = mid;
    }
  if (found)
    *found = lo < s.len && !SLICE_IS_LESS (x, s.ptr[lo]);
  return lo;
}

#undef SLICE_LESS
#undef SLICE_O
#undef SLICE_OELEM
#undef SLICE_OSELF
#ifdef SLICE_ORDER
#  undef SLICE_ORDER
#  undef SLICE_NAME
#endif
#endif

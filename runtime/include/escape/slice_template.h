/* SPDX-License-Identifier: MIT */
/* The body of slice.h: one slice type and its functions.  Included by slice.h
   only.

   NAME stands for SLICE_NAME, T for SLICE_TYPE below.  Units are elements.
   Costs: "moves" means one allocation and a copy of the elements.  */

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

#ifndef SLICE_TYPE
#  error "define SLICE_TYPE, the type of an element, beside SLICE_NAME"
#endif

#define SLICE_(op) ESCAPE_PASTE (ESCAPE_PASTE (SLICE_NAME, _), op)
#define SLICE_ELEM SLICE_ (elem)
#define SLICE_OP(op) ESCAPE_STRING (SLICE_NAME) "_" op

typedef SLICE_TYPE SLICE_ELEM;

typedef struct ESCAPE_SLICE SLICE_NAME
{
  SLICE_ELEM *ptr;
  size_t len;
  size_t cap : ESCAPE_SLICE_CAP_BITS;
  size_t owned : 1;   /* the array is on the heap and this value's to free */
  size_t stacked : 1; /* the array is in the frame; set by SLICE_ON_STACK */
} SLICE_NAME;

ESCAPE_STATIC_ASSERT (sizeof (SLICE_NAME) == 3 * sizeof (void *),
                      "a slice is three words");
ESCAPE_STATIC_ASSERT (
    ESCAPE_ALIGNOF (SLICE_ELEM) <= ESCAPE_ALIGNOF (max_align_t),
    "elements may not be aligned more strictly than malloc aligns");

/* A view of the LEN elements at PTR, which stay the caller's.  O(1), never
   fails.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (view) (SLICE_ELEM *ptr, size_t len)
{
  SLICE_NAME s;
  s.ptr = ptr;
  s.len = len;
  s.cap = len & ESCAPE_SLICE_MAX;
  s.owned = 0;
  s.stacked = 0;
  return s;
}

/* For SLICE_ON_STACK.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (on_stack) (SLICE_ELEM *frame, size_t cap)
{
  SLICE_NAME s = SLICE_ (view) (frame, cap);
  s.len = 0;
  s.stacked = 1;
  return s;
}

/* Give S a fresh array with room for EXTRA more elements than it has, by Go's
   rule, and its elements. The old array is the caller's to retire.  False, and
   S as it was, if there is no memory.  */
ESCAPE_TEMPLATE bool
SLICE_ (regrow_) (SLICE_NAME *s, size_t extra)
{
  size_t cap
      = escape_slice_next_cap (s->cap, s->len, extra, sizeof (SLICE_ELEM));
  if (cap == 0)
    return false;
  SLICE_ELEM *array
      = (SLICE_ELEM *)escape_slice_alloc (cap, sizeof (SLICE_ELEM));
  if (!array)
    return false;
  if (s->len > 0)
    memcpy (array, s->ptr, s->len * sizeof (SLICE_ELEM));
  s->ptr = array;
  s->cap = cap & ESCAPE_SLICE_MAX;
  s->owned = 1;
  s->stacked = 0;
  return true;
}

ESCAPE_TEMPLATE void
SLICE_ (retire_) (SLICE_NAME old)
{
  escape_slice_retire (old.ptr, old.cap * sizeof (SLICE_ELEM), old.owned,
                       old.stacked);
}

/* Free the array if S owns it; views and stack-backed slices are left alone.  S
   becomes nil.  O(1).  */
ESCAPE_TEMPLATE void
SLICE_ (free) (SLICE_NAME *s)
{
  if (s->owned)
    escape_slice_free (s->ptr, s->cap * sizeof (SLICE_ELEM));
  s->ptr = NULL;
  s->len = 0;
  s->cap = 0;
  s->owned = 0;
  s->stacked = 0;
}

/* As try_make, but LEN is at most CAP: the size of the array is plain to see. */
ESCAPE_TEMPLATE bool
SLICE_ (alloc_) (SLICE_NAME *out, size_t len, size_t cap)
{
  SLICE_NAME s = SLICE_ (view) (NULL, 0);
  if (cap > 0)
    {
      s.ptr = cap > ESCAPE_SLICE_MAX
                  ? NULL
                  : (SLICE_ELEM *)escape_slice_alloc (cap, sizeof (SLICE_ELEM));
      if (!s.ptr)
        return false;
      s.cap = cap & ESCAPE_SLICE_MAX;
      s.owned = 1;
    }
  s.len = len;
  *out = s;
  return true;
}

/* *OUT = a new owner of LEN zeroed elements with capacity CAP (at least LEN;
   none: the nil slice). False, and *OUT untouched, when out of memory or CAP is
   too large.  One allocation.  */
ESCAPE_TEMPLATE bool
SLICE_ (try_make) (SLICE_NAME *out, size_t len, size_t cap)
{
  return SLICE_ (alloc_) (out, len, cap < len ? len : cap);
}

/* Go's make ([]T, len, cap): as try_make, but a fault when there is no memory,
   and when LEN > CAP.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (make_at) (size_t len, size_t cap, const char *where)
{
  SLICE_NAME s = SLICE_ (view) (NULL, 0);
  if (ESCAPE_UNLIKELY (len > cap))
    escape_slice_bounds_fault (where, 0, len, len, cap);
  if (!SLICE_ (alloc_) (&s, len, cap))
    escape_slice_memory_fault (where, SLICE_OP ("make"), 0, cap,
                               sizeof (SLICE_ELEM));
  return s;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (make) (size_t len, size_t cap)
{
  return SLICE_ (make_at) (len, cap, NULL);
}

/* A new owner of a copy of the N elements at SRC.  One allocation; fault when
   there is no memory.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (of_at) (const SLICE_ELEM *src, size_t n, const char *where)
{
  SLICE_NAME s = SLICE_ (view) (NULL, 0);
  if (!SLICE_ (alloc_) (&s, n, n))
    escape_slice_memory_fault (where, SLICE_OP ("of"), 0, n,
                               sizeof (SLICE_ELEM));
  if (n > 0)
    memcpy (s.ptr, src, n * sizeof (SLICE_ELEM));
  return s;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (of) (const SLICE_ELEM *src, size_t n)
{
  return SLICE_ (of_at) (src, n, NULL);
}

/* A new owner of S's elements, capacity clipped to them.  As of.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (clone_at) (SLICE_NAME s, const char *where)
{
  return SLICE_ (of_at) (s.ptr, s.len, where);
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (clone) (SLICE_NAME s)
{
  return SLICE_ (of_at) (s.ptr, s.len, NULL);
}

/* Room for EXTRA more elements without another allocation.  Moves if they do
   not fit; then pointers and views into the old array are invalid.  False, and
   S as it was, when out of memory.  */
ESCAPE_TEMPLATE bool
SLICE_ (try_reserve) (SLICE_NAME *s, size_t extra)
{
  if (extra <= s->cap - s->len)
    return true;
  SLICE_NAME old = *s;
  if (!SLICE_ (regrow_) (s, extra))
    return false;
  SLICE_ (retire_) (old);
  return true;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (reserve_at) (SLICE_NAME s, size_t extra, const char *where)
{
  if (!SLICE_ (try_reserve) (&s, extra))
    escape_slice_memory_fault (where, SLICE_OP ("reserve"), s.len, extra,
                               sizeof (SLICE_ELEM));
  return s;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (reserve) (SLICE_NAME s, size_t extra)
{
  return SLICE_ (reserve_at) (s, extra, NULL);
}

/* Add X behind the last element.  Amortised O(1); moves when full, as reserve.
 */
ESCAPE_TEMPLATE bool
SLICE_ (try_append) (SLICE_NAME *s, SLICE_ELEM x)
{
  if (ESCAPE_UNLIKELY (s->len == s->cap) && !SLICE_ (try_reserve) (s, 1))
    return false;
  s->ptr[s->len++] = x;
  return true;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (append_at) (SLICE_NAME s, SLICE_ELEM x, const char *where)
{
  if (ESCAPE_UNLIKELY (s.len == s.cap))
    s = SLICE_ (reserve_at) (s, 1, where);
  s.ptr[s.len++] = x;
  return s;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (append) (SLICE_NAME s, SLICE_ELEM x)
{
  return SLICE_ (append_at) (s, x, NULL);
}

/* Add the N elements at SRC, which may be elements of S itself.  O(N)
   amortised; moves at most once.  */
ESCAPE_TEMPLATE bool
SLICE_ (try_append_many) (SLICE_NAME *s, const SLICE_ELEM *src, size_t n)
{
  if (n == 0)
    return true;
  SLICE_NAME old = *s;
  bool moves = n > s->cap - s->len;
  if (moves && !SLICE_ (regrow_) (s, n))
    return false;
  memmove (s->ptr + s->len, src, n * sizeof (SLICE_ELEM));
  s->len += n;
  if (moves)
    SLICE_ (retire_) (old); /* only now: SRC may stand in it */
  return true;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (append_many_at) (SLICE_NAME s, const SLICE_ELEM *src, size_t n,
                         const char *where)
{
  if (!SLICE_ (try_append_many) (&s, src, n))
    escape_slice_memory_fault (where, SLICE_OP ("append_many"), s.len, n,
                               sizeof (SLICE_ELEM));
  return s;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (append_many) (SLICE_NAME s, const SLICE_ELEM *src, size_t n)
{
  return SLICE_ (append_many_at) (s, src, n, NULL);
}

/* Go's append (s, t...).  T stays the caller's.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (append_slice_at) (SLICE_NAME s, SLICE_NAME t, const char *where)
{
  return SLICE_ (append_many_at) (s, t.ptr, t.len, where);
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (append_slice) (SLICE_NAME s, SLICE_NAME t)
{
  return SLICE_ (append_many_at) (s, t.ptr, t.len, NULL);
}

/* Put X before element I; I = len appends.  O(len - I), and as append.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (insert_at) (SLICE_NAME s, size_t i, SLICE_ELEM x, const char *where)
{
  escape_slice_bounds (i, s.len, s.len, s.cap, where);
  if (s.len == s.cap)
    s = SLICE_ (reserve_at) (s, 1, where);
  memmove (s.ptr + i + 1, s.ptr + i, (s.len - i) * sizeof (SLICE_ELEM));
  s.ptr[i] = x;
  s.len++;
  return s;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (insert) (SLICE_NAME s, size_t i, SLICE_ELEM x)
{
  return SLICE_ (insert_at) (s, i, x, NULL);
}

/* Remove the elements from LO up to, not including, HI; the places that fall
   free are zeroed. O(len - LO), no allocation; indices from LO on change their
   meaning.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (delete_at) (SLICE_NAME s, size_t lo, size_t hi, const char *where)
{
  escape_slice_bounds (lo, hi, s.len, s.cap, where);
  if (lo == hi)
    return s;
  memmove (s.ptr + lo, s.ptr + hi, (s.len - hi) * sizeof (SLICE_ELEM));
  memset ((void *)(s.ptr + s.len - (hi - lo)), 0,
          (hi - lo) * sizeof (SLICE_ELEM));
  s.len -= hi - lo;
  return s;
}

ESCAPE_TEMPLATE SLICE_NAME SLICE_ (delete) (SLICE_NAME s, size_t lo, size_t hi)
{
  return SLICE_ (delete_at) (s, lo, hi, NULL);
}

/* The first N elements, ownership kept: truncate (s, 0) is Go's s = s[:0], to
   fill the array anew. O(1), nothing is zeroed; fault when N > len.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (truncate_at) (SLICE_NAME s, size_t n, const char *where)
{
  escape_slice_bounds (0, n, s.len, s.cap, where);
  s.len = n;
  return s;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (truncate) (SLICE_NAME s, size_t n)
{
  return SLICE_ (truncate_at) (s, n, NULL);
}

/* Set all elements to zero, as Go's clear; len stays.  O(len).  */
ESCAPE_TEMPLATE void
SLICE_ (clear) (SLICE_NAME s)
{
  if (s.len > 0)
    memset ((void *)s.ptr, 0, s.len * sizeof (SLICE_ELEM));
}

/* Give back unused capacity.  An owner moves to an array of its length (or
   stays as it is if there is no memory for that); of a view only the capacity
   is cut, so that appending to it copies.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (clip) (SLICE_NAME s)
{
  SLICE_NAME old = s;
  if (s.len == s.cap)
    return s;
  if (!s.owned)
    s.cap = s.len & ESCAPE_SLICE_MAX;
  else if (s.len == 0)
    SLICE_ (free) (&s);
  else if (SLICE_ (alloc_) (&s, old.len, old.len))
    {
      memcpy (s.ptr, old.ptr, old.len * sizeof (SLICE_ELEM));
      SLICE_ (retire_) (old);
    }
  return s;
}

/* Copy as many elements as both have; the arrays may overlap.  Returns how
   many.  */
ESCAPE_TEMPLATE size_t
SLICE_ (copy) (SLICE_NAME dst, SLICE_NAME src)
{
  size_t n = dst.len < src.len ? dst.len : src.len;
  if (n > 0)
    memmove (dst.ptr, src.ptr, n * sizeof (SLICE_ELEM));
  return n;
}

/* The address of element I, valid until S moves.  slice_at is the lvalue.  */
ESCAPE_TEMPLATE SLICE_ELEM *
SLICE_ (ptr_at) (SLICE_NAME s, size_t i, const char *where)
{
  return s.ptr + escape_slice_index (i, s.len, where);
}

ESCAPE_TEMPLATE SLICE_ELEM *
SLICE_ (ptr) (SLICE_NAME s, size_t i)
{
  return SLICE_ (ptr_at) (s, i, NULL);
}

/* Go's s[lo:hi:max]: a view of S's array, elements LO to HI, capacity up to
   MAX.  Needs LO <= HI <= MAX <= cap (HI may lie beyond len).  O(1), no copy.
 */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (sub3_at) (SLICE_NAME s, size_t lo, size_t hi, size_t max,
                  const char *where)
{
  escape_slice_bounds (lo, hi, max, s.cap, where);
  SLICE_NAME v = SLICE_ (view) (s.ptr ? s.ptr + lo : s.ptr, hi - lo);
  v.cap = (max - lo) & ESCAPE_SLICE_MAX;
  return v;
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (sub3) (SLICE_NAME s, size_t lo, size_t hi, size_t max)
{
  return SLICE_ (sub3_at) (s, lo, hi, max, NULL);
}

/* Go's s[lo:hi]: sub3 with max = cap.  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (sub_at) (SLICE_NAME s, size_t lo, size_t hi, const char *where)
{
  return SLICE_ (sub3_at) (s, lo, hi, s.cap, where);
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (sub) (SLICE_NAME s, size_t lo, size_t hi)
{
  return SLICE_ (sub3_at) (s, lo, hi, s.cap, NULL);
}

/* Whether the N bytes at PTR can be seen as whole, aligned elements.  */
ESCAPE_TEMPLATE bool
SLICE_ (fits_bytes) (const void *ptr, size_t n)
{
  return n % sizeof (SLICE_ELEM) == 0
         && (uintptr_t)ptr % ESCAPE_ALIGNOF (SLICE_ELEM) == 0;
}

/* The N bytes at PTR seen as elements, as Go's unsafe.Slice: a view, no copy.
   A fault if they are not whole or not aligned.  The bytes must hold T by the
   rules of C (memory from malloc that was filled by read or memcpy does).  */
ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (of_bytes_at) (void *ptr, size_t n, const char *where)
{
  if (ESCAPE_UNLIKELY (!SLICE_ (fits_bytes) (ptr, n)))
    escape_slice_bytes_fault (where, ptr, n, sizeof (SLICE_ELEM),
                              ESCAPE_ALIGNOF (SLICE_ELEM));
  return SLICE_ (view) ((SLICE_ELEM *)ptr, n / sizeof (SLICE_ELEM));
}

ESCAPE_TEMPLATE SLICE_NAME
SLICE_ (of_bytes) (void *ptr, size_t n)
{
  return SLICE_ (of_bytes_at) (ptr, n, NULL);
}

#ifdef ESCAPE_SLICE_HAS_BYTES
/* The elements of S seen as bytes: a view.  */
ESCAPE_TEMPLATE bytes
SLICE_ (as_bytes) (SLICE_NAME s)
{
  return bytes_view ((unsigned char *)s.ptr, s.len * sizeof (SLICE_ELEM));
}
#else
#  define ESCAPE_SLICE_HAS_BYTES
#endif

/* For pool.h: boxed slices, empty when they come out.  */
ESCAPE_TEMPLATE void *
SLICE_ (pool_create) (size_t cap)
{
  SLICE_NAME *box = (SLICE_NAME *)escape_slice_alloc (1, sizeof *box);
  if (!box)
    return NULL;
  if (SLICE_ (try_make) (box, 0, cap))
    return box;
  escape_slice_free (box, sizeof *box);
  return NULL;
}

ESCAPE_TEMPLATE void
SLICE_ (pool_clear) (void *box)
{
  SLICE_NAME *s = (SLICE_NAME *)box;
  SLICE_ (clear) (*s);
  s->len = 0;
}

ESCAPE_TEMPLATE void
SLICE_ (pool_drop) (void *box)
{
  SLICE_ (free) ((SLICE_NAME *)box);
  escape_slice_free (box, sizeof (SLICE_NAME));
}

#undef SLICE_
#undef SLICE_ELEM
#undef SLICE_OP
#undef SLICE_NAME
#undef SLICE_TYPE

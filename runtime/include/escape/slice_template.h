/* SPDX-License-Identifier: MIT */
/* The body of slice.h: one slice type and its functions.  Included by slice.h
   only.

   NAME stands for SLICE_NAME, T for SLICE_TYPE below.  Units are elements.
   Costs: "moves" means one allocation and a copy of the elements.  */

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

#define SLICE_(op) ESCAPE_PASTE (ESCAPE_PASTE (SLICE_NAME, _), op)
#define SLICE_OP(op) ESCAPE_STRING (SLICE_NAME) "_" op

/* NAME_op, where NAME_op_at is defined.  */
#define SLICE_TWIN(type, op, ...)                                              \
  ESCAPE_TWIN (ESCAPE_TEMPLATE type, SLICE_ (op), __VA_ARGS__)

ESCAPE_ONCE (SLICE_ (made_twice_), "a slice of this name is made twice");

#ifndef SLICE_DECLARED
ESCAPE_TYPEDEF (SLICE_TYPE, SLICE_ (elem), slice_type);
ESCAPE_SLICE_STRUCT (SLICE_NAME, SLICE_ (slice_), SLICE_ (elem));
#  define SLICE_ELEM SLICE_ (elem)
/* A local variable may be called NAME, and a struct of the user's.  */
#  define SLICE_SELF struct SLICE_ (slice_)
#else
/* As SLICE_DECLARE has it.  If it was not there, or the element is incomplete,
   that is one error, and what follows is made for bytes.  */
#  define SLICE_TAG ESCAPE_PASTE (SLICE_NAME, _SLICE_DECLARED)
typedef struct SLICE_TAG SLICE_NAME;
typedef SLICE_TYPE SLICE_ (elem);
#  ifdef __cplusplus
#    define SLICE_ARE_WHOLE                                                    \
      (ESCAPE_IS_VALUE (SLICE_NAME) && ESCAPE_IS_VALUE (SLICE_ (elem)))
#    define SLICE_ELEM SLICE_ (whole_elem_)
#    define SLICE_SELF SLICE_ (whole_)
ESCAPE_STATIC_ASSERT (SLICE_ARE_WHOLE, "SLICE_DECLARED: without SLICE_DECLARE, "
                                       "or of a type that is incomplete");
typedef ESCAPE_EITHER (SLICE_ARE_WHOLE, SLICE_ (elem), bytes_elem) SLICE_ELEM;
typedef ESCAPE_EITHER (SLICE_ARE_WHOLE, SLICE_NAME, bytes) SLICE_SELF;
#  else
/* A constant that has no value, in an error, is 0.  */
enum
{
  SLICE_ (are_whole_)
  = sizeof (struct SLICE_TAG) > 0 && sizeof (SLICE_ (elem)) > 0
};
#    define SLICE_ELEM                                                         \
      ESCAPE_EITHER (SLICE_ (are_whole_), SLICE_ (elem), bytes_elem)
#    define SLICE_SELF                                                         \
      ESCAPE_EITHER (SLICE_ (are_whole_), struct SLICE_TAG, bytes)
#  endif
#endif

/* For the macros of slice.h: their first argument is such a type's name.  */
typedef char SLICE_ (must_be_a_slice_type);

ESCAPE_STATIC_ASSERT (
    ESCAPE_ALIGNOF (SLICE_ELEM) <= ESCAPE_ALIGNOF (max_align_t),
    "elements may not be aligned more strictly than malloc aligns");

/* The elements at PTR, of which there is room for CAP.  BITS says whose they
   are.  */
ESCAPE_TEMPLATE SLICE_SELF
SLICE_ (put_together_) (SLICE_ELEM *ptr, size_t len, size_t cap, size_t bits)
{
  SLICE_SELF s;
  s.ptr = ptr;
  s.len = len;
  ESCAPE_SLICE_WORD_OF (s) = ESCAPE_SLICE_WORD (cap, bits);
  return s;
}

/* A view of the LEN elements at PTR, which stay the caller's.  O(1), never
   fails.  */
ESCAPE_TEMPLATE SLICE_SELF
SLICE_ (view) (SLICE_ELEM *ptr, size_t len)
{
  return SLICE_ (put_together_) (ptr, len, len, 0);
}

/* For SLICE_ON_STACK.  */
ESCAPE_TEMPLATE SLICE_SELF
SLICE_ (on_stack) (SLICE_ELEM *frame, size_t cap)
{
  return SLICE_ (put_together_) (frame, 0, cap, ESCAPE_SLICE_LENT);
}

#ifdef SLICE_FREE
/* Known here, for elements that hold slices of their own type.  */
ESCAPE_TEMPLATE void SLICE_ (free) (SLICE_SELF *s);
#endif

/* Free what the N elements from FIRST on own.  */
ESCAPE_TEMPLATE void
SLICE_ (free_elements_) (SLICE_ELEM *first, size_t n)
{
#ifdef SLICE_FREE
  for (size_t i = 0; i < n; i++)
    SLICE_FREE (first[i]);
#endif
  (void)first;
  (void)n;
}

/* What changes when a slice grows.  */
#define SLICE_MOVED SLICE_ (moved_)
typedef struct SLICE_MOVED
{
  SLICE_ELEM *ptr;
  size_t word;
} SLICE_MOVED;

#include <escape/slice_array.h>
#define SLICE_FROM HEAP
#include <escape/slice_grow.h>
#undef SLICE_FROM
#define SLICE_FROM IN
#include <escape/slice_grow.h>
#undef SLICE_FROM

/* Remove the elements from LO up to, not including, HI; the places that fall
   free are zeroed. O(len - LO), no allocation; indices from LO on change their
   meaning.  */
ESCAPE_TEMPLATE ESCAPE_USE_RESULT SLICE_SELF
SLICE_ (delete_at) (SLICE_SELF s, size_t lo, size_t hi, const char *where)
{
  SLICE_LIVE (s, where);
  escape_slice_bounds (lo, hi, s.len, ESCAPE_SLICE_CAP (s), where);
  if (lo == hi)
    return s;
  SLICE_ (free_elements_) (s.ptr + lo, hi - lo);
  memmove ((void *)(s.ptr + lo), s.ptr + hi,
           (s.len - hi) * sizeof (SLICE_ELEM));
  memset ((void *)(s.ptr + s.len - (hi - lo)), 0,
          (hi - lo) * sizeof (SLICE_ELEM));
  s.len -= hi - lo;
  return s;
}

SLICE_TWIN (ESCAPE_USE_RESULT SLICE_SELF, delete,
            (SLICE_SELF s, size_t lo, size_t hi), s, lo, hi)

/* The first N elements, ownership kept: truncate (s, 0) is Go's s = s[:0], to
   fill the array anew. O(1), nothing is zeroed, unless an owner of its elements
   frees the others; fault when N > len.  */
ESCAPE_TEMPLATE ESCAPE_USE_RESULT SLICE_SELF
SLICE_ (truncate_at) (SLICE_SELF s, size_t n, const char *where)
{
  escape_slice_bounds (0, n, s.len, ESCAPE_SLICE_CAP (s), where);
#ifdef SLICE_FREE
  if (n < s.len && ESCAPE_SLICE_OWNS_ELEMENTS (s))
    {
      SLICE_ (free_elements_) (s.ptr + n, s.len - n);
      memset ((void *)(s.ptr + n), 0, (s.len - n) * sizeof (SLICE_ELEM));
    }
#endif
  s.len = n;
  return s;
}

SLICE_TWIN (ESCAPE_USE_RESULT SLICE_SELF, truncate, (SLICE_SELF s, size_t n), s,
            n)

/* Set all elements to zero, as Go's clear; len stays.  O(len).  */
ESCAPE_TEMPLATE void
SLICE_ (clear) (SLICE_SELF s)
{
  SLICE_LIVE (s, NULL);
  SLICE_ (free_elements_) (s.ptr, s.len);
  if (s.len > 0)
    memset ((void *)s.ptr, 0, s.len * sizeof (SLICE_ELEM));
}

#ifndef SLICE_FREE
/* Copy as many elements as both have; the arrays may overlap.  Returns how
   many.  */
ESCAPE_TEMPLATE size_t
SLICE_ (copy) (SLICE_SELF dst, SLICE_SELF src)
{
  size_t n = dst.len < src.len ? dst.len : src.len;
  SLICE_LIVE (dst, NULL);
  SLICE_LIVE (src, NULL);
  if (n > 0)
    memmove ((void *)dst.ptr, src.ptr, n * sizeof (SLICE_ELEM));
  return n;
}
#endif

/* Turn the order of the elements around.  O(len).  */
ESCAPE_TEMPLATE void
SLICE_ (reverse) (SLICE_SELF s)
{
  SLICE_LIVE (s, NULL);
  for (size_t lo = 0, hi = s.len; lo + 1 < hi; lo++)
    {
      SLICE_ELEM x = s.ptr[lo];
      s.ptr[lo] = s.ptr[--hi];
      s.ptr[hi] = x;
    }
}

#ifdef SLICE_EQUAL
/* The user's, where nothing local hides the functions that it calls, and where one
   error says what is wrong with it.  */
ESCAPE_TEMPLATE __attribute__ ((always_inline)) bool
SLICE_ (are_equal_) (const SLICE_ELEM *a_, const SLICE_ELEM *b_)
{
  return SLICE_EQUAL (*(SLICE_ELEM *)a_, *(SLICE_ELEM *)b_);
}

/* Where the first element equal to X is, or -1.  O(len).  */
ESCAPE_TEMPLATE ptrdiff_t
SLICE_ (index) (SLICE_SELF s, SLICE_ELEM x)
{
  SLICE_LIVE (s, NULL);
  for (size_t i = 0; i < s.len; i++)
    if (SLICE_ (are_equal_) (&s.ptr[i], &x))
      return (ptrdiff_t)i;
  return -1;
}

ESCAPE_TEMPLATE bool
SLICE_ (contains) (SLICE_SELF s, SLICE_ELEM x)
{
  return SLICE_ (index) (s, x) >= 0;
}

/* Whether S and T have the same length and equal elements.  O(len).  */
ESCAPE_TEMPLATE bool
SLICE_ (equal) (SLICE_SELF s, SLICE_SELF t)
{
  SLICE_LIVE (s, NULL);
  SLICE_LIVE (t, NULL);
  if (s.len != t.len)
    return false;
  for (size_t i = 0; i < s.len; i++)
    if (!SLICE_ (are_equal_) (&s.ptr[i], &t.ptr[i]))
      return false;
  return true;
}
#endif

#ifdef SLICE_LESS
#  include <escape/slice_order.h>
#endif

/* The address of element I, valid until S moves.  slice_at is the lvalue.  */
ESCAPE_TEMPLATE SLICE_ELEM *
SLICE_ (ptr_at) (SLICE_SELF s, size_t i, const char *where)
{
  SLICE_LIVE (s, where);
  return s.ptr + escape_slice_index (i, s.len, where);
}

SLICE_TWIN (SLICE_ELEM *, ptr, (SLICE_SELF s, size_t i), s, i)

/* Go's s[lo:hi:max]: a view of S's array, elements LO to HI, capacity up to
   MAX.  Needs LO <= HI <= MAX <= cap (HI may lie beyond len).  O(1), no copy.
 */
ESCAPE_TEMPLATE SLICE_SELF
SLICE_ (sub3_at) (SLICE_SELF s, size_t lo, size_t hi, size_t max,
                  const char *where)
{
  SLICE_LIVE (s, where);
  escape_slice_bounds (lo, hi, max, ESCAPE_SLICE_CAP (s), where);
  return SLICE_ (put_together_) (s.ptr ? s.ptr + lo : s.ptr, hi - lo, max - lo,
                                 0);
}

SLICE_TWIN (SLICE_SELF, sub3, (SLICE_SELF s, size_t lo, size_t hi, size_t max),
            s, lo, hi, max)

/* Go's s[lo:hi]: sub3 with max = cap.  */
ESCAPE_TEMPLATE SLICE_SELF
SLICE_ (sub_at) (SLICE_SELF s, size_t lo, size_t hi, const char *where)
{
  return SLICE_ (sub3_at) (s, lo, hi, ESCAPE_SLICE_CAP (s), where);
}

SLICE_TWIN (SLICE_SELF, sub, (SLICE_SELF s, size_t lo, size_t hi), s, lo, hi)

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
ESCAPE_TEMPLATE SLICE_SELF
SLICE_ (of_bytes_at) (void *ptr, size_t n, const char *where)
{
  if (ESCAPE_UNLIKELY (!SLICE_ (fits_bytes) (ptr, n)))
    escape_slice_bytes_fault (where, ptr, n, sizeof (SLICE_ELEM),
                              ESCAPE_ALIGNOF (SLICE_ELEM));
  return SLICE_ (view) ((SLICE_ELEM *)ptr, n / sizeof (SLICE_ELEM));
}

SLICE_TWIN (SLICE_SELF, of_bytes, (void *ptr, size_t n), ptr, n)

/* The elements of S seen as bytes: a view.  */
ESCAPE_TEMPLATE bytes
SLICE_ (as_bytes) (SLICE_SELF s)
{
  bytes b;
  b.ptr = (unsigned char *)s.ptr;
  b.len = s.len * sizeof (SLICE_ELEM);
  ESCAPE_SLICE_WORD_OF (b) = ESCAPE_SLICE_WORD (b.len, 0);
  return b;
}

/* For pool.h: boxed slices, empty when they come out.  */
ESCAPE_TEMPLATE void *
SLICE_ (pool_create) (size_t cap)
{
  SLICE_SELF *box = (SLICE_SELF *)escape_slice_alloc (1, sizeof *box);
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
  SLICE_SELF *s = (SLICE_SELF *)box;
  SLICE_ (clear) (*s);
  s->len = 0;
}

ESCAPE_TEMPLATE void
SLICE_ (pool_drop) (void *box)
{
  SLICE_ (free) ((SLICE_SELF *)box);
  escape_slice_free (box, sizeof (SLICE_SELF));
}

#undef SLICE_ELEM
#undef SLICE_SELF

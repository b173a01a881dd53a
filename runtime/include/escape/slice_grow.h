/* SPDX-License-Identifier: MIT */
/* The functions of a slice type that may allocate.  Included by slice_template.h
   for each place that arrays may come from: SLICE_FROM is HEAP, or it is IN, and
   then each function's name has `_in' and its first argument is the allocator IN
   (allocator.h; not null).

   So NAME_append_in (in, s, x) is NAME_append (s, x) with the array in IN.  Two
   sets, and not one with an allocator that may be null, so that the heap form
   costs nothing and the escape plugin can tell apart what lies where.  What they
   do differently is in slice_array.h.  */

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

#define SLICE_BY(what)                                                         \
  ESCAPE_PASTE (ESCAPE_PASTE (ESCAPE_SLICE_, SLICE_FROM), what)
#define SLICE_PARAM SLICE_BY (_PARAM)
#define SLICE_PASS SLICE_BY (_PASS)
#define SLICE_G(op) ESCAPE_PASTE (SLICE_ (op), SLICE_BY (_SUFFIX))
#define SLICE_G_OP(op) SLICE_OP (op) ESCAPE_STRING (SLICE_BY (_SUFFIX))
#define SLICE_G_AT(op) ESCAPE_PASTE (SLICE_G (op), _at)
#define SLICE_G_TWIN(type, op, params, ...)                                    \
  ESCAPE_TWIN (ESCAPE_TEMPLATE type, SLICE_G (op),                             \
               (SLICE_PARAM ESCAPE_INSIDE params), SLICE_PASS __VA_ARGS__)

/* NAME_op_at, as NAME_try_op, on a slice that it returns changed, but a fault if
   there is no memory for EXTRA more elements; what is a fault before is CHECKed.
   NAME_op.  Behind PARAMS stands how they are passed on.  */
#define SLICE_G_OR_FAULT(op, extra, check, params, ...)                        \
  ESCAPE_TEMPLATE ESCAPE_USE_RESULT SLICE_SELF SLICE_G_AT (op) (               \
      SLICE_PARAM SLICE_SELF s, ESCAPE_INSIDE params, const char *where)       \
  {                                                                            \
    SLICE_LIVE (s, where);                                                     \
    check;                                                                     \
    if (!SLICE_G (try_##op) (SLICE_PASS & s, __VA_ARGS__))                     \
      escape_slice_memory_fault (where, SLICE_G_OP (#op), s.len, extra,        \
                                 sizeof (SLICE_ELEM));                         \
    return s;                                                                  \
  }                                                                            \
  SLICE_G_TWIN (ESCAPE_USE_RESULT SLICE_SELF, op,                              \
                (SLICE_SELF s, ESCAPE_INSIDE params), s, __VA_ARGS__)

/* The owner of the LEN elements in ARRAY, which has room for CAP.  */
ESCAPE_TEMPLATE SLICE_SELF
SLICE_G (own_) (SLICE_ELEM *array, size_t len, size_t cap)
{
  return SLICE_ (put_together_) (array, len, cap, SLICE_BY (_BITS));
}

/* Give S an array with room for CAP elements, EXTRA more than it has or beyond,
   and its elements.  *OLD is S as it was, but with the new array if it is the old
   one made longer: else the old one is the caller's to retire.  SRC, if not null,
   is where the caller takes the EXTRA elements from, and may stand in the old
   array.  False, and S as it was, if there is no memory.  */
ESCAPE_TEMPLATE bool
SLICE_G (regrow_) (SLICE_PARAM SLICE_SELF *s, SLICE_SELF *old, size_t cap,
                   size_t extra, const SLICE_ELEM *src)
{
  *old = *s;
#ifdef SLICE_FREE
  if (s->len > 0 && !ESCAPE_SLICE_OWNS_ELEMENTS (*s))
    escape_fault (NULL, "growth of a view whose elements have an owner");
#endif
  bool same = false;
  SLICE_ELEM *array
      = cap == 0 ? NULL
                 : SLICE_G (longer_) (SLICE_PASS *s, cap, extra, src, &same);
  if (!array)
    return false;
  s->ptr = array;
  if (same)
    old->ptr = array;
  ESCAPE_SLICE_WORD_OF (*s) = ESCAPE_SLICE_WORD (cap, SLICE_BY (_BITS));
  return true;
}

/* As try_make, but LEN is at most CAP: the size of the array is plain to see. */
ESCAPE_TEMPLATE bool
SLICE_G (alloc_) (SLICE_PARAM SLICE_SELF *out, size_t len, size_t cap)
{
  SLICE_SELF s = SLICE_ (view) (NULL, 0);
  if (cap > 0)
    {
      SLICE_ELEM *array = SLICE_G (array_) (SLICE_PASS cap);
      if (!array)
        return false;
      s = SLICE_G (own_) (array, len, cap);
    }
  *out = s;
  return true;
}

/* *OUT = a new owner of LEN zeroed elements with capacity CAP (at least LEN;
   none: the nil slice). False, and *OUT untouched, when out of memory or CAP is
   too large.  One allocation.  */
ESCAPE_TEMPLATE bool
SLICE_G (try_make) (SLICE_PARAM SLICE_SELF *out, size_t len, size_t cap)
{
  return SLICE_G (alloc_) (SLICE_PASS out, len, cap < len ? len : cap);
}

/* Go's make ([]T, len, cap): as try_make, but a fault when there is no memory,
   and when LEN > CAP.  */
ESCAPE_TEMPLATE SLICE_SELF
SLICE_G_AT (make) (SLICE_PARAM size_t len, size_t cap, const char *where)
{
  SLICE_SELF s = SLICE_ (view) (NULL, 0);
  if (ESCAPE_UNLIKELY (len > cap))
    escape_slice_bounds_fault (where, 0, len, len, cap);
  if (!SLICE_G (alloc_) (SLICE_PASS & s, len, cap))
    escape_slice_memory_fault (where, SLICE_G_OP ("make"), 0, cap,
                               sizeof (SLICE_ELEM));
  return s;
}

SLICE_G_TWIN (SLICE_SELF, make, (size_t len, size_t cap), len, cap)

/* A new owner of a copy of the N elements at SRC.  One allocation; out of
   memory, try_of is false and leaves *OUT, of is a fault.  O(N).  */
ESCAPE_TEMPLATE bool
SLICE_G (try_of) (SLICE_PARAM SLICE_SELF *out, const SLICE_ELEM *src, size_t n)
{
  SLICE_SELF s = SLICE_ (view) (NULL, 0);
  if (n > 0)
    {
      SLICE_ELEM *array = SLICE_G (array_unset_) (SLICE_PASS n);
      if (!array)
        return false;
      memcpy ((void *)array, src, n * sizeof (SLICE_ELEM));
      s = SLICE_G (own_) (array, n, n);
    }
  *out = s;
  return true;
}

ESCAPE_TEMPLATE SLICE_SELF
SLICE_G_AT (of) (SLICE_PARAM const SLICE_ELEM *src, size_t n, const char *where)
{
  SLICE_SELF s = SLICE_ (view) (NULL, 0);
  if (!SLICE_G (try_of) (SLICE_PASS & s, src, n))
    escape_slice_memory_fault (where, SLICE_G_OP ("of"), 0, n,
                               sizeof (SLICE_ELEM));
  return s;
}

SLICE_G_TWIN (SLICE_SELF, of, (const SLICE_ELEM *src, size_t n), src, n)

/* An owner of its elements has no second of the same.  */
#ifndef SLICE_FREE
/* A new owner of S's elements, capacity clipped to them.  As of.  */
ESCAPE_TEMPLATE bool
SLICE_G (try_clone) (SLICE_PARAM SLICE_SELF *out, SLICE_SELF s)
{
  SLICE_LIVE (s, NULL);
  return SLICE_G (try_of) (SLICE_PASS out, s.ptr, s.len);
}

ESCAPE_TEMPLATE SLICE_SELF
SLICE_G_AT (clone) (SLICE_PARAM SLICE_SELF s, const char *where)
{
  SLICE_LIVE (s, where);
  return SLICE_G_AT (of) (SLICE_PASS s.ptr, s.len, where);
}

SLICE_G_TWIN (SLICE_SELF, clone, (SLICE_SELF s), s)
#endif

/* Make S's capacity CAP, which is more.  */
ESCAPE_TEMPLATE bool
SLICE_G (widen_) (SLICE_PARAM SLICE_SELF *s, size_t cap)
{
  SLICE_LIVE (*s, NULL);
  SLICE_SELF old;
  if (!SLICE_G (regrow_) (SLICE_PASS s, &old, cap, 0, NULL))
    return false;
  if (s->ptr != old.ptr)
    SLICE_G (retire_) (SLICE_PASS old);
  return true;
}

/* Room for EXTRA more elements without another allocation.  Moves if they do
   not fit; then pointers and views into the old array are invalid.  Out of
   memory, or with more elements than a slice can hold, try_reserve is false and
   leaves S as it was, reserve is a fault.  O(len) if it moves.  */
ESCAPE_TEMPLATE bool
SLICE_G (try_reserve) (SLICE_PARAM SLICE_SELF *s, size_t extra)
{
  return extra <= ESCAPE_SLICE_CAP (*s) - s->len
         || SLICE_G (widen_) (SLICE_PASS s, SLICE_ (next_cap_) (*s, extra));
}

/* The same, with room for EXTRA more and no others, where it moves: for what
   will not grow again soon, since then each append moves.  */
ESCAPE_TEMPLATE bool
SLICE_G (try_reserve_exact) (SLICE_PARAM SLICE_SELF *s, size_t extra)
{
  return extra <= ESCAPE_SLICE_CAP (*s) - s->len
         || SLICE_G (widen_) (SLICE_PASS s,
                              escape_slice_exact_cap (s->len, extra,
                                                      sizeof (SLICE_ELEM)));
}

/* As reserve of one, for append.  The slice comes and goes by its members, in
   registers: by way of memory a growth took 4 to 6 ns more.  Out of line, since
   GCC would have it so where a program appends in many places.  */
static ESCAPE_UNUSED ESCAPE_NOINLINE SLICE_MOVED
SLICE_G (need_) (SLICE_PARAM SLICE_ELEM *ptr, size_t len, size_t word,
                 const char *where)
{
  SLICE_SELF s;
  s.ptr = ptr;
  s.len = len;
  ESCAPE_SLICE_WORD_OF (s) = word;
  if (!SLICE_G (try_reserve) (SLICE_PASS & s, 1))
    escape_slice_memory_fault (where, SLICE_G_OP ("append"), len, 1,
                               sizeof (SLICE_ELEM));
  SLICE_MOVED m = { s.ptr, ESCAPE_SLICE_WORD_OF (s) };
  return m;
}

SLICE_G_OR_FAULT (reserve, extra, (void)0, (size_t extra), extra)

SLICE_G_OR_FAULT (reserve_exact, extra, (void)0, (size_t extra), extra)

/* Add X behind the last element.  Amortised O(1); moves when full, and fails,
   as reserve.  */
ESCAPE_TEMPLATE bool
SLICE_G (try_append) (SLICE_PARAM SLICE_SELF *s, SLICE_ELEM x)
{
  if (ESCAPE_UNLIKELY (s->len == ESCAPE_SLICE_CAP (*s))
      && !SLICE_G (try_reserve) (SLICE_PASS s, 1))
    return false;
  SLICE_LIVE (*s, NULL);
  s->ptr[s->len++] = x;
  return true;
}

ESCAPE_TEMPLATE ESCAPE_USE_RESULT SLICE_SELF
SLICE_G_AT (append) (SLICE_PARAM SLICE_SELF s, SLICE_ELEM x, const char *where)
{
  SLICE_LIVE (s, where);
  if (ESCAPE_UNLIKELY (s.len == ESCAPE_SLICE_CAP (s)))
    {
      SLICE_MOVED m = SLICE_G (need_) (SLICE_PASS s.ptr, s.len,
                                       ESCAPE_SLICE_WORD_OF (s), where);
      s.ptr = m.ptr;
      ESCAPE_SLICE_WORD_OF (s) = m.word;
    }
  s.ptr[s.len++] = x;
  return s;
}

SLICE_G_TWIN (ESCAPE_USE_RESULT SLICE_SELF, append,
              (SLICE_SELF s, SLICE_ELEM x), s, x)

/* Add the N elements at SRC, which may be elements of S itself.  O(N)
   amortised; moves at most once, and fails, as reserve.  */
ESCAPE_TEMPLATE bool
SLICE_G (try_append_many) (SLICE_PARAM SLICE_SELF *s, const SLICE_ELEM *src,
                           size_t n)
{
  if (n == 0)
    return true;
  SLICE_LIVE (*s, NULL);
  SLICE_SELF old = *s;
  if (n > ESCAPE_SLICE_CAP (*s) - s->len
      && !SLICE_G (regrow_) (SLICE_PASS s, &old, SLICE_ (next_cap_) (*s, n), n,
                             src))
    return false;
  memmove ((void *)(s->ptr + s->len), src, n * sizeof (SLICE_ELEM));
  s->len += n;
  if (s->ptr != old.ptr)
    SLICE_G (retire_) (SLICE_PASS old); /* only now: SRC may stand in it */
  return true;
}

SLICE_G_OR_FAULT (append_many, n, (void)0, (const SLICE_ELEM *src, size_t n),
                  src, n)

#ifndef SLICE_FREE
/* Go's append (s, t...).  T stays the caller's.  As append_many.  */
ESCAPE_TEMPLATE bool
SLICE_G (try_append_slice) (SLICE_PARAM SLICE_SELF *s, SLICE_SELF t)
{
  return SLICE_G (try_append_many) (SLICE_PASS s, t.ptr, t.len);
}

SLICE_G_OR_FAULT (append_slice, t.len, SLICE_LIVE (t, where), (SLICE_SELF t),
                  t)
#endif

/* Put the N elements at SRC, which may be elements of S itself, before element
   I; I = len appends.  Fault when I > len.  O(len - I + N), moves, and fails,
   as reserve.  Indices from I on change their meaning.  */
ESCAPE_TEMPLATE bool
SLICE_G (try_insert_many) (SLICE_PARAM SLICE_SELF *s, size_t i,
                           const SLICE_ELEM *src, size_t n)
{
  escape_slice_bounds (i, s->len, s->len, ESCAPE_SLICE_CAP (*s), NULL);
  if (n == 0)
    return true;
  SLICE_LIVE (*s, NULL);
  SLICE_SELF old = *s;
  if (n > ESCAPE_SLICE_CAP (*s) - s->len
      && !SLICE_G (regrow_) (SLICE_PASS s, &old, SLICE_ (next_cap_) (*s, n), n,
                             src))
    return false;
  SLICE_ELEM *gap = s->ptr + i;
  size_t tail = s->len - i;
  memmove ((void *)(gap + n), gap, tail * sizeof (SLICE_ELEM));
  s->len += n;
  /* Those elements of SRC that have just been moved, if any, are its end.  They
     are reached from the array: to reach them from SRC makes GCC 11 see a read
     beyond it where it is another object.  */
  size_t stay = n,
         at = ((uintptr_t)src - (uintptr_t)s->ptr) / sizeof (SLICE_ELEM);
  if ((uintptr_t)src < (uintptr_t)(gap + tail)
      && (uintptr_t)(src + n) > (uintptr_t)gap)
    stay = at < i ? i - at : 0;
  memmove ((void *)gap, src, stay * sizeof (SLICE_ELEM));
  if (stay < n)
    memmove ((void *)(gap + stay), s->ptr + at + stay + n,
             (n - stay) * sizeof (SLICE_ELEM));
  if (s->ptr != old.ptr)
    SLICE_G (retire_) (SLICE_PASS old);
  return true;
}

SLICE_G_OR_FAULT (insert_many, n,
                  escape_slice_bounds (i, s.len, s.len, ESCAPE_SLICE_CAP (s), where),
                  (size_t i, const SLICE_ELEM *src, size_t n), i, src, n)

/* Put X before element I: insert_many of one.  */
ESCAPE_TEMPLATE bool
SLICE_G (try_insert) (SLICE_PARAM SLICE_SELF *s, size_t i, SLICE_ELEM x)
{
  escape_slice_bounds (i, s->len, s->len, ESCAPE_SLICE_CAP (*s), NULL);
  if (s->len == ESCAPE_SLICE_CAP (*s)
      && !SLICE_G (try_reserve) (SLICE_PASS s, 1))
    return false;
  SLICE_LIVE (*s, NULL);
  memmove ((void *)(s->ptr + i + 1), s->ptr + i,
           (s->len - i) * sizeof (SLICE_ELEM));
  s->ptr[i] = x;
  s->len++;
  return true;
}

SLICE_G_OR_FAULT (insert, 1,
                  escape_slice_bounds (i, s.len, s.len, ESCAPE_SLICE_CAP (s), where),
                  (size_t i, SLICE_ELEM x), i, x)

/* Free the array if S owns it: to the heap, if it is from there, else to IN
   (the plain form leaves it to its allocator).  Views and stack-backed slices
   are left alone.  S becomes nil.  O(1).  */
ESCAPE_TEMPLATE void
SLICE_G_AT (free) (SLICE_PARAM SLICE_SELF *s, const char *where)
{
  SLICE_LIVE (*s, where);
  if (ESCAPE_SLICE_OWNS_ELEMENTS (*s))
    SLICE_ (free_elements_) (s->ptr, s->len);
  SLICE_G (release_) (SLICE_PASS *s, where);
  *s = SLICE_ (view) (NULL, 0);
}

ESCAPE_VOID_TWIN (ESCAPE_TEMPLATE, SLICE_G (free), (SLICE_PARAM SLICE_SELF *s),
                  SLICE_PASS s)

/* Give back unused capacity.  An owner moves to an array of its length (or
   stays as it is if there is no memory for that, or if the array is an
   allocator's and the form is the plain one).  Of a view, or an array in the
   frame, only the capacity is cut, so that appending copies.  O(len).  */
ESCAPE_TEMPLATE ESCAPE_USE_RESULT SLICE_SELF
SLICE_G (clip) (SLICE_PARAM SLICE_SELF s)
{
  SLICE_SELF old = s;
  if (s.len == ESCAPE_SLICE_CAP (s))
    return s;
  SLICE_LIVE (s, NULL);
  if (!ESCAPE_SLICE_IS_OWNED (s))
    ESCAPE_SLICE_WORD_OF (s) = ESCAPE_SLICE_WORD (
        s.len, ESCAPE_SLICE_IS_LENT (s) ? ESCAPE_SLICE_LENT : 0);
  else if (SLICE_BY (_LEAVES) (s))
    return s;
  else if (s.len == 0)
    SLICE_G (free) (SLICE_PASS & s);
  else if (SLICE_G (try_of) (SLICE_PASS & s, old.ptr, old.len))
    SLICE_G (retire_) (SLICE_PASS old);
  return s;
}

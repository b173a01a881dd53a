/* SPDX-License-Identifier: MIT */
/* slice: Go's slice for C, a typed view of an array that can grow.

   A template header: each inclusion with SLICE_NAME and SLICE_TYPE defined
   makes one slice type and its functions, and undefines both.  Included without
   them it only declares what all types share.

       #define SLICE_NAME ints
       #define SLICE_TYPE int
       #include <escape/slice.h>

       ints s = ints_make (0, 16);
       s = ints_append (s, 42);
       slice_at (s, 0) += 1;
       ints_free (&s);

   The value is three words: `ptr', `len' and `cap', in elements, all readable;
   two bits of the third say whom the array belongs to.  {0} is the nil slice:
   empty, and as good as any other empty one.

   Ownership.  Go has a collector, C has not, so one slice value owns an array
   and all others view it:
   - `owned': the array is on the heap and this value answers for it.  make, of,
   clone return owners. An operation that takes a slice and returns it changed
   (append, insert, delete, reserve, clip, truncate) passes ownership through:
   write s = ints_append (s, x), as in Go, and forget the old s.
   - a view does not own: sub, sub3, view, of_bytes, as_bytes.  It is valid as
   long as the array is; the owner's growth ends that, as it does for any
   pointer into the array.  free does nothing to it. Appending to a view within
   its capacity writes into the shared array, as in Go; beyond it, the result
   owns a new array and the old one stays as it was.
   - `stacked': a view of an array in the frame, see SLICE_ON_STACK; free does
   nothing until it grew. Copying the struct of an owner makes no second owner:
   only one of the two may be grown or freed.

   Growth is Go's: capacity doubles below 256 elements, then grows by a quarter
   and 192, and the bytes are rounded up to the size classes of Go's allocator
   (8, 16, 24, 32, 48 ... 32768, then whole 8 KiB), so that capacities are the
   same as in Go 1.18 and later, whatever malloc is underneath.  New capacity
   reads as zero.

   Faults.  Every function that can fault (index or bounds out of range, length
   overflow, out of memory) has a twin NAME_op_at with a last argument `where',
   and a macro slice_op (NAME, ...) that passes the caller's file and line:
   slice_append (ints, s, 42) is ints_append (s, 42) whose fault names the line.
   With ESCAPE_NO_BOUNDS_CHECK defined, slice_at, ptr, sub, sub3, insert and
   delete check nothing.

   Slices take no locks: an array that several threads use, one of which writes,
   needs one.  */

#ifndef ESCAPE_SLICE_H
#define ESCAPE_SLICE_H

#include <escape/base.h>
#include <string.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

/* The largest capacity of any slice, in elements.  */
#define ESCAPE_SLICE_MAX (SIZE_MAX >> 2)
#define ESCAPE_SLICE_CAP_BITS (sizeof (size_t) * 8 - 2)

ESCAPE_BEGIN_DECLS

/* Give back an array of BYTES bytes that escape_slice_alloc gave.  Null is
   nothing.  */
void escape_slice_free (void *array, size_t bytes)
    ESCAPE_RELEASES (1) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* A zeroed array of N elements of SIZE bytes, for one slice; null when out of
   memory or when the product overflows.  N and SIZE are not zero.  */
void *escape_slice_alloc (size_t n, size_t size) ESCAPE_ALLOCATES ("slice")
    ESCAPE_FLOW ("") ESCAPE_MALLOC (escape_slice_free, 1) ESCAPE_ALLOC_SIZE (1, 2);

/* The array of a slice that has just grown out of it: freed if the slice owned
   it, counted as spilled if it stood in the frame.  Not declared to release: it
   does only what the slice's own bits say, and the array flows into the grown
   slice's place for all that a caller can tell.  */
void escape_slice_retire (void *array, size_t bytes, bool owned, bool stacked)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* The capacity that a slice of SIZE-byte elements gets when EXTRA elements do
   not fit any more; zero if that many cannot be.  */
size_t escape_slice_next_cap (size_t cap, size_t len, size_t extra,
                              size_t size)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING __attribute__ ((const));

ESCAPE_NORETURN void escape_slice_index_fault (const char *where, size_t i,
                                               size_t len)
    __attribute__ ((cold)) ESCAPE_FLOW ("");
ESCAPE_NORETURN void escape_slice_bounds_fault (const char *where, size_t lo,
                                                size_t hi, size_t max,
                                                size_t cap)
    __attribute__ ((cold)) ESCAPE_FLOW ("");
ESCAPE_NORETURN void escape_slice_bytes_fault (const char *where,
                                               const void *ptr, size_t bytes,
                                               size_t size, size_t align)
    __attribute__ ((cold)) ESCAPE_FLOW ("");

/* Out of memory, or too long, in OP: LEN elements of SIZE bytes and EXTRA more
   were wanted.  */
ESCAPE_NORETURN void escape_slice_memory_fault (const char *where,
                                                const char *op, size_t len,
                                                size_t extra, size_t size)
    __attribute__ ((cold)) ESCAPE_FLOW ("");

ESCAPE_END_DECLS

/* I if it is below LEN, else a fault.  */
ESCAPE_TEMPLATE size_t
escape_slice_index (size_t i, size_t len, const char *where)
{
#ifndef ESCAPE_NO_BOUNDS_CHECK
  if (ESCAPE_UNLIKELY (i >= len))
    escape_slice_index_fault (where, i, len);
#else
  (void)len, (void)where;
#endif
  return i;
}

ESCAPE_TEMPLATE void
escape_slice_bounds (size_t lo, size_t hi, size_t max, size_t cap,
                     const char *where)
{
#ifndef ESCAPE_NO_BOUNDS_CHECK
  if (ESCAPE_UNLIKELY (max > cap || hi > max || lo > hi))
    escape_slice_bounds_fault (where, lo, hi, max, cap);
#else
  (void)lo, (void)hi, (void)max, (void)cap, (void)where;
#endif
}

/* s[i], checked, as an lvalue; any slice type.  S is evaluated twice, I once.
 */
#define slice_at(s, i)                                                         \
  ((s).ptr[escape_slice_index ((size_t)(i), (s).len, ESCAPE_HERE)])

/* `s' as a slice of type NAME over N elements in the frame, empty, zeroed: no
   heap until more than N are appended, then it moves there by itself (a
   "spill", counted in the memstats).  Free it like any other slice before the
   scope ends; do not let an unspilled one leave the scope.  Two declarations:
   use it where a declaration may stand.  */
#define SLICE_ON_STACK(name, s, n)                                             \
  name##_elem s##_frame[n] ESCAPE_STACK_BACKED = { 0 };                        \
  name s ESCAPE_STACK_BACKED                                                   \
      = name##_on_stack (s##_frame, sizeof s##_frame / sizeof s##_frame[0])

/* A new slice of type NAME that owns a copy of the listed elements.  */
#define slice_literal(name, ...)                                               \
  name##_of_at ((const name##_elem[]){ __VA_ARGS__ },                          \
                sizeof ((const name##_elem[]){ __VA_ARGS__ })                  \
                    / sizeof (name##_elem),                                    \
                ESCAPE_HERE)

/* The functions below, with the caller's file and line in their faults.  */
#define slice_make(name, ...) name##_make_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_of(name, ...) name##_of_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_of_bytes(name, ...) name##_of_bytes_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_append(name, ...) name##_append_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_append_many(name, ...)                                           \
  name##_append_many_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_append_slice(name, ...)                                          \
  name##_append_slice_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_insert(name, ...) name##_insert_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_delete(name, ...) name##_delete_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_truncate(name, ...) name##_truncate_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_reserve(name, ...) name##_reserve_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_clone(name, ...) name##_clone_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_sub(name, ...) name##_sub_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_sub3(name, ...) name##_sub3_at (__VA_ARGS__, ESCAPE_HERE)
#define slice_ptr(name, ...) name##_ptr_at (__VA_ARGS__, ESCAPE_HERE)

/* Bytes, which every slice type can be seen as.  The user's own names wait
   meanwhile.  */
#pragma push_macro("SLICE_NAME")
#pragma push_macro("SLICE_TYPE")
#undef SLICE_NAME
#undef SLICE_TYPE
#define SLICE_NAME bytes
#define SLICE_TYPE unsigned char
#include <escape/slice_template.h>
#pragma pop_macro("SLICE_NAME")
#pragma pop_macro("SLICE_TYPE")

#endif /* ESCAPE_SLICE_H */

#ifdef SLICE_NAME
#include <escape/slice_template.h>
#endif

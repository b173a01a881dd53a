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
   - `owned': this value answers for the array.  make, of, clone return owners.
   An operation that takes a slice and returns it changed (append, insert,
   delete, reserve, clip, truncate) passes ownership through: write s =
   ints_append (s, x), as in Go, and forget the old s.
   - a view does not own: sub, sub3, view, of_bytes, as_bytes.  It is valid as
   long as the array is; the owner's growth ends that, as it does for any
   pointer into the array.  free does nothing to it. Appending to a view within
   its capacity writes into the shared array, as in Go; beyond it, the result
   owns a new array and the old one stays as it was.
   - `lent', not owned: a view of an array in the frame, see SLICE_ON_STACK;
   free does nothing until it grew.
   - `lent' and owned: the array is from an allocator (allocator.h), by one of
   the functions with `_in'; grow and free it by these.
   Copying the struct of an owner makes no second owner: only one of the two may
   be grown or freed.

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

   Elements.  With SLICE_FREE(x) defined at its inclusion a type owns what its
   elements own: free, delete, clear and truncate free the elements that go, by
   SLICE_FREE, whose argument is an lvalue; what append, insert and `of' are
   given is the slice's.  Such a type has no clone, copy and append_slice; a view
   of its elements frees none when it is freed or truncated, and may not grow.

   A struct that holds a slice of itself:

       struct tree;
       SLICE_DECLARE (trees, struct tree);
       struct tree
       {
         int value;
         trees children;
       };

       #define SLICE_NAME trees
       #define SLICE_TYPE struct tree
       #define SLICE_DECLARED
       #define SLICE_FREE(t) trees_free (&(t).children)
       #include <escape/slice.h>

   With SLICE_EQUAL(a, b) defined at its inclusion a type has equal, index and
   contains, with SLICE_LESS(a, b) sort, is_sorted and search; slice_order.h
   makes more orders.

   With ESCAPE_CHECKED defined, use of an array after it was freed, or after its
   slice grew out of it, is a fault too, as long as the array is among the last
   few hundred that were freed; see checked.h.

   Slices take no locks: an array that several threads use, one of which writes,
   needs one.  */

#ifndef ESCAPE_SLICE_H
#define ESCAPE_SLICE_H

#include <escape/allocator.h>
#include <escape/checked.h>
#include <string.h>

#ifdef __cplusplus
#  include <initializer_list>
#endif

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

/* The largest capacity of any slice, in elements.  */
#define ESCAPE_SLICE_MAX (SIZE_MAX >> 2)
#define ESCAPE_SLICE_CAP_BITS (sizeof (size_t) * 8 - 2)

/* The third word of a slice is read and written whole, not by its bits `cap',
   `owned' and `lent': GCC then keeps a slice in registers, and changes one that
   is a member of a struct in place.  By the bits it went by way of a copy in the
   frame: 6.7 ns an append to a slice behind a pointer instead of 1.0.  */
typedef struct __attribute__ ((may_alias)) escape_slice_words
{
  void *ptr;
  size_t len;
  size_t word;
} escape_slice_words;

#define ESCAPE_SLICE_WORD_OF(s) (((escape_slice_words *)&(s))->word)

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#  define ESCAPE_SLICE_OWNED ((size_t)2)
#  define ESCAPE_SLICE_LENT ((size_t)1)
#  define ESCAPE_SLICE_WORD(cap, bits) ((size_t)(cap) << 2 | (bits))
#  define ESCAPE_SLICE_CAP(s) (ESCAPE_SLICE_WORD_OF (s) >> 2)
#else
#  define ESCAPE_SLICE_OWNED ((size_t)1 << ESCAPE_SLICE_CAP_BITS)
#  define ESCAPE_SLICE_LENT ((size_t)2 << ESCAPE_SLICE_CAP_BITS)
#  define ESCAPE_SLICE_WORD(cap, bits) (((cap) & ESCAPE_SLICE_MAX) | (bits))
#  define ESCAPE_SLICE_CAP(s) (ESCAPE_SLICE_WORD_OF (s) & ESCAPE_SLICE_MAX)
#endif
#define ESCAPE_SLICE_IS_OWNED(s)                                               \
  ((ESCAPE_SLICE_WORD_OF (s) & ESCAPE_SLICE_OWNED) != 0)
#define ESCAPE_SLICE_IS_LENT(s)                                                \
  ((ESCAPE_SLICE_WORD_OF (s) & ESCAPE_SLICE_LENT) != 0)

/* Whether S answers for its elements: it owns their array, or that is its
   frame's.  */
#define ESCAPE_SLICE_OWNS_ELEMENTS(s)                                          \
  (ESCAPE_SLICE_IS_OWNED (s) || ESCAPE_SLICE_IS_LENT (s))

/* The forms of slice_grow.h: what stands behind their names, before their
   parameters and arguments, whose the arrays are that they make, and which of the
   arrays that are owned they leave alone.  */
#define ESCAPE_SLICE_HEAP_SUFFIX
#define ESCAPE_SLICE_HEAP_PARAM
#define ESCAPE_SLICE_HEAP_PASS
#define ESCAPE_SLICE_HEAP_BITS ESCAPE_SLICE_OWNED
#define ESCAPE_SLICE_HEAP_LEAVES(s) ESCAPE_SLICE_IS_LENT (s)
#define ESCAPE_SLICE_IN_SUFFIX _in
#define ESCAPE_SLICE_IN_PARAM escape_allocator *in,
#define ESCAPE_SLICE_IN_PASS in,
#define ESCAPE_SLICE_IN_BITS (ESCAPE_SLICE_OWNED | ESCAPE_SLICE_LENT)
#define ESCAPE_SLICE_IN_LEAVES(s) false

/* The type NAME, of slices of TYPE, which may be incomplete; an inclusion of
   this header with SLICE_DECLARED defined makes its functions.  Where that is
   forgotten, the tag names it in the compiler's error.  */
#define SLICE_DECLARE(name, type)                                              \
  typedef type name##_elem;                                                    \
  ESCAPE_SLICE_STRUCT (name, name##_SLICE_DECLARED, name##_elem)
#define ESCAPE_SLICE_STRUCT(name, tag, elem)                                   \
  typedef struct ESCAPE_SLICE tag                                              \
  {                                                                            \
    elem *ptr;                                                                 \
    size_t len;                                                                \
    size_t cap : ESCAPE_SLICE_CAP_BITS;                                        \
    size_t owned : 1; /* the array is on the heap and this value's to free */  \
    size_t lent : 1;  /* it is not the heap's: if owned an allocator's, else   \
                         the frame's */                                        \
  } name

ESCAPE_BEGIN_DECLS

/* Give back an array of BYTES bytes that escape_slice_alloc gave.  Null is
   nothing.  */
void escape_slice_free (void *array, size_t bytes) ESCAPE_RELEASES (1)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* A zeroed array of N elements of SIZE bytes, for one slice; null when out of
   memory or when the product overflows.  N and SIZE are not zero.  */
void *escape_slice_alloc (size_t n, size_t size) ESCAPE_ALLOCATES ("slice")
    ESCAPE_FLOW ("") ESCAPE_MALLOC (escape_slice_free, 1)
        ESCAPE_ALLOC_SIZE (1, 2);

/* The same, not zeroed.  */
void *escape_slice_alloc_unset (size_t n, size_t size)
    ESCAPE_ALLOCATES ("slice") ESCAPE_FLOW ("")
        ESCAPE_MALLOC (escape_slice_free, 1) ESCAPE_ALLOC_SIZE (1, 2);

/* ARRAY, which escape_slice_alloc gave, BYTES long, with USED bytes of elements
   in it, made WANTED bytes long: it may move.  The next FILL bytes are for the
   caller to fill, the rest reads as zero.  Null, and ARRAY as it was, when out of
   memory.  For all that a caller can tell, it stays the same array.  */
void *escape_slice_extend (void *array, size_t used, size_t fill, size_t bytes,
                           size_t wanted) ESCAPE_FLOW ("1 -> ret exact");

/* The array of a slice that has just grown out of it: freed if the slice owned
   it and it is the heap's, counted as spilled if it was lent.  Not declared to
   release: it does only what the slice's own bits say, and the array flows into
   the grown slice's place for all that a caller can tell.  */
void escape_slice_retire (void *array, size_t bytes, bool owned, bool lent)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* The same, with memory from and to an allocator.  Extend is false if ARRAY
   cannot become WANTED bytes long where it is.  */
void *escape_slice_alloc_in (escape_allocator *in, size_t n, size_t size)
    ESCAPE_FLOW ("1 -> ret") ESCAPE_ALLOC_SIZE (2, 3);
bool escape_slice_extend_in (escape_allocator *in, void *array, size_t bytes,
                             size_t wanted) ESCAPE_FLOW ("");
void escape_slice_retire_in (escape_allocator *in, void *array, size_t bytes,
                             bool owned, bool lent)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
void escape_slice_free_in (escape_allocator *in, void *array, size_t bytes)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* As escape_slice_retire, for ESCAPE_CHECKED.  */
void escape_slice_retire_checked (void *array, size_t bytes, bool owned,
                                  bool lent)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* The capacity that a slice of SIZE-byte elements gets when EXTRA elements do
   not fit any more; zero if that many cannot be.  */
size_t escape_slice_next_cap (size_t cap, size_t len, size_t extra, size_t size)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING __attribute__ ((const));

/* LEN and EXTRA elements, zero if that many cannot be.  */
size_t escape_slice_exact_cap (size_t len, size_t extra, size_t size)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING __attribute__ ((const));

ESCAPE_NORETURN void escape_slice_index_fault (const char *where, size_t i,
                                               size_t len)
    __attribute__ ((cold)) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_NORETURN void escape_slice_bounds_fault (const char *where, size_t lo,
                                                size_t hi, size_t max,
                                                size_t cap)
    __attribute__ ((cold)) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;
ESCAPE_NORETURN void escape_slice_bytes_fault (const char *where,
                                               const void *ptr, size_t bytes,
                                               size_t size, size_t align)
    __attribute__ ((cold)) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Out of memory, or too long, in OP: LEN elements of SIZE bytes and EXTRA more
   were wanted.  */
ESCAPE_NORETURN void escape_slice_memory_fault (const char *where,
                                                const char *op, size_t len,
                                                size_t extra, size_t size)
    __attribute__ ((cold)) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

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

#ifdef ESCAPE_CHECKED
#  define SLICE_LIVE(s, where)                                                 \
    escape_check_live ((s).ptr, "a slice's array", where)
#else
#  define SLICE_LIVE(s, where) ((void)0)
#endif

/* s[i], checked, as an lvalue; any slice type.  S is evaluated twice (with
   ESCAPE_CHECKED three times), I once.  */
#define slice_at(s, i)                                                         \
  (*(SLICE_LIVE (s, ESCAPE_HERE),                                              \
     &(s).ptr[escape_slice_index ((size_t)(i), (s).len, ESCAPE_HERE)]))

/* Go's range: X points to each element of S, of type NAME, in turn.  S must not
   move meanwhile; it is evaluated several times.  No check is made in the loop.

       SLICE_EACH (ints, x, s)
         sum += *x;  */
#define SLICE_EACH(name, x, s)                                                 \
  for (name##_elem *x = (SLICE_LIVE (s, ESCAPE_HERE), (s).ptr),                \
                   *x##_end = (s).len > 0 ? x + (s).len : x;                   \
       x != x##_end; x++)

/* `s' as a slice of type NAME over N elements in the frame, empty, zeroed: no
   heap until more than N are appended, then it moves there by itself (a
   "spill", counted in the memstats).  Free it like any other slice before the
   scope ends; do not let an unspilled one leave the scope.  Two declarations:
   use it where a declaration may stand.  */
#define SLICE_ON_STACK(name, s, n)                                             \
  name##_elem s##_frame[n] ESCAPE_STACK_BACKED = ESCAPE_ZERO;                  \
  name s ESCAPE_STACK_BACKED                                                   \
      = name##_on_stack (s##_frame, sizeof s##_frame / sizeof s##_frame[0])

/* The listed elements, as arguments of `of'.  */
#ifdef __cplusplus
#  define ESCAPE_LITERAL(name, ...)                                            \
    std::initializer_list<name##_elem>{ __VA_ARGS__ }.begin (),                \
        std::initializer_list<name##_elem>{ __VA_ARGS__ }.size ()
#else
#  define ESCAPE_LITERAL(name, ...)                                            \
    (const name##_elem[]){ __VA_ARGS__ },                                      \
        sizeof ((const name##_elem[]){ __VA_ARGS__ }) / sizeof (name##_elem)
#endif

/* A new slice of type NAME that owns a copy of the listed elements.  */
#define slice_literal(name, ...)                                               \
  name##_of_at (ESCAPE_LITERAL (name, __VA_ARGS__), ESCAPE_HERE)
#define slice_literal_in(name, in, ...)                                        \
  name##_of_in_at (in, ESCAPE_LITERAL (name, __VA_ARGS__), ESCAPE_HERE)

/* The functions below, with the caller's file and line in their faults.  A type
   that was left out is one that must_be_a_slice_type; that is asked in the last
   argument, since GCC warns of a result that is dropped only where the call is
   all that the macro is.  */
#define ESCAPE_SLICE_CALL(type_, op, ...)                                      \
  type_##op##_at (__VA_ARGS__,                                                 \
                  ((void)sizeof (type_##must_be_a_slice_type), ESCAPE_HERE))
#define slice_make(name, ...) ESCAPE_SLICE_CALL (name##_, make, __VA_ARGS__)
#define slice_of(name, ...) ESCAPE_SLICE_CALL (name##_, of, __VA_ARGS__)
#define slice_clone(name, ...) ESCAPE_SLICE_CALL (name##_, clone, __VA_ARGS__)
#define slice_append(name, ...) ESCAPE_SLICE_CALL (name##_, append, __VA_ARGS__)
#define slice_append_many(name, ...)                                           \
  ESCAPE_SLICE_CALL (name##_, append_many, __VA_ARGS__)
#define slice_append_slice(name, ...)                                          \
  ESCAPE_SLICE_CALL (name##_, append_slice, __VA_ARGS__)
#define slice_insert(name, ...) ESCAPE_SLICE_CALL (name##_, insert, __VA_ARGS__)
#define slice_insert_many(name, ...)                                           \
  ESCAPE_SLICE_CALL (name##_, insert_many, __VA_ARGS__)
#define slice_reserve(name, ...)                                               \
  ESCAPE_SLICE_CALL (name##_, reserve, __VA_ARGS__)
#define slice_reserve_exact(name, ...)                                         \
  ESCAPE_SLICE_CALL (name##_, reserve_exact, __VA_ARGS__)
#define slice_free(name, ...) ESCAPE_SLICE_CALL (name##_, free, __VA_ARGS__)
#define slice_of_bytes(name, ...)                                              \
  ESCAPE_SLICE_CALL (name##_, of_bytes, __VA_ARGS__)
#define slice_delete(name, ...) ESCAPE_SLICE_CALL (name##_, delete, __VA_ARGS__)
#define slice_truncate(name, ...)                                              \
  ESCAPE_SLICE_CALL (name##_, truncate, __VA_ARGS__)
#define slice_sub(name, ...) ESCAPE_SLICE_CALL (name##_, sub, __VA_ARGS__)
#define slice_sub3(name, ...) ESCAPE_SLICE_CALL (name##_, sub3, __VA_ARGS__)
#define slice_ptr(name, ...) ESCAPE_SLICE_CALL (name##_, ptr, __VA_ARGS__)
#define slice_make_in(name, ...)                                               \
  ESCAPE_SLICE_CALL (name##_, make_in, __VA_ARGS__)
#define slice_of_in(name, ...) ESCAPE_SLICE_CALL (name##_, of_in, __VA_ARGS__)
#define slice_clone_in(name, ...)                                              \
  ESCAPE_SLICE_CALL (name##_, clone_in, __VA_ARGS__)
#define slice_append_in(name, ...)                                             \
  ESCAPE_SLICE_CALL (name##_, append_in, __VA_ARGS__)
#define slice_append_many_in(name, ...)                                        \
  ESCAPE_SLICE_CALL (name##_, append_many_in, __VA_ARGS__)
#define slice_append_slice_in(name, ...)                                       \
  ESCAPE_SLICE_CALL (name##_, append_slice_in, __VA_ARGS__)
#define slice_insert_in(name, ...)                                             \
  ESCAPE_SLICE_CALL (name##_, insert_in, __VA_ARGS__)
#define slice_insert_many_in(name, ...)                                        \
  ESCAPE_SLICE_CALL (name##_, insert_many_in, __VA_ARGS__)
#define slice_reserve_in(name, ...)                                            \
  ESCAPE_SLICE_CALL (name##_, reserve_in, __VA_ARGS__)
#define slice_reserve_exact_in(name, ...)                                      \
  ESCAPE_SLICE_CALL (name##_, reserve_exact_in, __VA_ARGS__)
#define slice_free_in(name, ...)                                               \
  ESCAPE_SLICE_CALL (name##_, free_in, __VA_ARGS__)

/* Bytes, which every slice type can be seen as.  */
SLICE_DECLARE (bytes, unsigned char);
#define ESCAPE_TAKEN_bytes 1
ESCAPE_STATIC_ASSERT (sizeof (bytes) == 3 * sizeof (void *),
                      "a slice is three words");

#endif /* ESCAPE_SLICE_H */

#if defined SLICE_NAME || defined SLICE_TYPE
#  if defined SLICE_NAME && defined SLICE_TYPE && ESCAPE_IS_NAME (SLICE_NAME)
#    if ESCAPE_PASTE(ESCAPE_TAKEN_, SLICE_NAME)
#      error                                                                   \
          "SLICE_NAME is the name of a ready-made type: bytes, or one of slices.h"
#    else
#      include <escape/slice_template.h>
#    endif
#  else
#    error                                                                     \
        "define SLICE_NAME and SLICE_TYPE: the type's name and its elements' type"
#  endif
#  undef SLICE_NAME
#  undef SLICE_TYPE
#  undef SLICE_DECLARED
#  undef SLICE_FREE
#  undef SLICE_EQUAL
#  undef SLICE_LESS
#endif

/* The functions of bytes, when no other type is being made.  */
#ifndef ESCAPE_BYTES_ARE_MADE
#  define ESCAPE_BYTES_ARE_MADE
#  define SLICE_NAME bytes
#  define SLICE_TYPE unsigned char
#  define SLICE_DECLARED
#  include <escape/slice_template.h>
#  undef SLICE_NAME
#  undef SLICE_TYPE
#  undef SLICE_DECLARED
#endif

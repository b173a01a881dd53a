/* SPDX-License-Identifier: MIT */
/* Containers that one scope uses, off the heap: in its frame or from a pool.

       SLICE_LOCAL (ints, s, 1000);
       HMAP_LOCAL (counts, m, 100);
       s = ints_append (s, 42);

   Which of the two is chosen when the program is compiled:
   - stack first, the default: as SLICE_ON_STACK and HMAP_ON_STACK;
   - pool first, with ESCAPE_POOL_FIRST defined: the room that would be in the
   frame is leased from pools of the process, which keep it for the next scope
   that asks.  For threads with small stacks, deep recursions and large N.
   Both mean the same to the program: room for N elements or entries without the
   heap, then the container moves there by itself, which counts as a spill; the
   container is freed when the scope ends, and must not leave it.  So does the
   escape plugin see them: what is leased belongs to the frame.

   N is a constant.  Declarations: use them where one may stand.  */

#ifndef ESCAPE_LOCAL_H
#define ESCAPE_LOCAL_H

#include <escape/hmap.h>
#include <escape/slice.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

/* Room leased by a scope.  */
typedef struct escape_lease
{
  void *room;
  size_t bytes;
} escape_lease;

ESCAPE_BEGIN_DECLS

/* BYTES zeroed bytes until escape_lease_end (LEASE).  From a pool up to 64 KiB,
   rounded up to a power of two, from the heap beyond.  A fault, at WHERE, when
   out of memory.  O(BYTES), for the zeros.  */
void *escape_lease_begin (escape_lease *lease, size_t bytes, const char *where)
    ESCAPE_FLOW ("1 -> ret");
void escape_lease_end (escape_lease *lease)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

ESCAPE_END_DECLS

#ifdef ESCAPE_POOL_FIRST

#  define SLICE_LOCAL(name, s, n)                                              \
    escape_lease s##_lease ESCAPE_STACK_BACKED ESCAPE_CLEANUP (                \
        escape_lease_end);                                                     \
    name s ESCAPE_STACK_BACKED ESCAPE_CLEANUP (name##_free)                    \
        = name##_on_stack (                                                    \
            (name##_elem *)escape_lease_begin (                                \
                &s##_lease, (n) * sizeof (name##_elem), ESCAPE_HERE),          \
            (n))

#  define HMAP_LOCAL(name, m, n)                                               \
    name m##_head ESCAPE_STACK_BACKED;                                         \
    escape_lease m##_lease ESCAPE_STACK_BACKED ESCAPE_CLEANUP (                \
        escape_lease_end);                                                     \
    escape_hmap_array *m##_array = (escape_hmap_array *)escape_lease_begin (   \
        &m##_lease,                                                            \
        sizeof (escape_hmap_array)                                             \
            + ESCAPE_FRAME_BUCKETS (n) * sizeof (name##_bucket),               \
        ESCAPE_HERE);                                                          \
    name *m ESCAPE_CLEANUP (name##_leave_) = name##_on_stack_ (                \
        &m##_head, m##_array, (name##_bucket *)(void *)(m##_array + 1),        \
        ESCAPE_FRAME_BUCKETS (n))

#else

#  define SLICE_LOCAL(name, s, n)                                              \
    name##_elem s##_frame[n] ESCAPE_STACK_BACKED = ESCAPE_ZERO;                \
    name s ESCAPE_STACK_BACKED ESCAPE_CLEANUP (name##_free)                    \
        = name##_on_stack (s##_frame, sizeof s##_frame / sizeof s##_frame[0])

#  define HMAP_LOCAL(name, m, n) HMAP_ON_STACK (name, m, n)

#endif

#endif /* ESCAPE_LOCAL_H */

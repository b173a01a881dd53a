/* SPDX-License-Identifier: MIT */
/* arena: memory that is given out piece by piece and taken back all at once.

       ARENA_ON_STACK (a, 4096);
       ints s = ints_make_in (&a.allocator, 0, 16);
       s = ints_append_in (&a.allocator, s, 42);

   An arena begins with a buffer of a size that the user chooses, in a frame
   (ARENA_ON_STACK, arena_init) or on the heap (arena_make), and hands out what
   follows the last piece.  When the buffer is full it takes blocks from the
   heap, each twice as large as the one before, up to a limit; each counts as a
   spill in the memstats.  Reset gives the blocks back and begins anew; what
   was in the arena is invalid then.

   The piece given out last can grow in place and be taken back; others keep
   their place until the reset.  So one slice that grows costs no copies, and
   containers in an arena need not be freed.

   An arena belongs to one thread at a time.  Under AddressSanitizer what has
   not been given out, or was taken back, is poisoned.  */

#ifndef ESCAPE_ARENA_H
#define ESCAPE_ARENA_H

#include <escape/allocator.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

typedef struct arena
{
  escape_allocator allocator; /* for the functions with `_in' */
  char *next, *end;           /* what is free of the present block */
  char *buffer;               /* the first block */
  size_t size;                /* its bytes */
  void *blocks;               /* those from the heap, the latest first */
  size_t limit;               /* bytes that may still be taken from the heap */
  size_t most;                /* the limit that it began with */
} arena;

ESCAPE_BEGIN_DECLS

/* Make A an empty arena whose first block is the SIZE bytes at BUFFER, which
   stay the caller's and must outlive it; null and 0 for none.  At most LIMIT
   bytes more are taken from the heap: 0 for none, SIZE_MAX for no limit.  To be
   ended by arena_end.  O(1), no allocation.  */
void arena_init (arena *a, void *buffer, size_t size, size_t limit)
    ESCAPE_FLOW ("2 -> 1*") ESCAPE_NONALLOCATING;

/* Free an arena that arena_make gave, and all that is in it.  Null is nothing.
   O(blocks).  */
void arena_free (arena *a) ESCAPE_RELEASES (1)
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* A new arena on the heap whose first block has SIZE bytes; LIMIT as above.
   One allocation; null when out of memory.  Freed by arena_free.  */
arena *arena_make (size_t size, size_t limit) ESCAPE_ALLOCATES ("raw")
    ESCAPE_FLOW ("") ESCAPE_MALLOC (arena_free, 1);

/* BYTES bytes, zeroed, aligned as max_align_t, valid until the next reset; null
   when the limit is reached or the heap has none.  Zero bytes are a pointer to
   nothing that may be read.  O(BYTES), for the zeros.  */
void *arena_alloc (arena *a, size_t bytes) ESCAPE_FLOW ("1 -> ret")
    ESCAPE_ALLOC_SIZE (2);

/* Empty A: all that was given out is invalid, the blocks from the heap are
   given back, the first stays.  O(blocks).  */
void arena_reset (arena *a) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* The end of an arena that arena_init made: as reset, and the buffer is the
   caller's again.  O(blocks).  */
void arena_end (arena *a) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Bytes that are given out, with what alignment and full blocks waste.
   O(blocks).  */
size_t arena_used (const arena *a) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

ESCAPE_END_DECLS

/* `a', an empty arena whose first block is BYTES bytes in the frame, without
   limit.  It ends with the scope; nothing that was in it may be used then.
   Two declarations and a statement: use it where a declaration may stand.  */
#define ARENA_ON_STACK(a, bytes)                                               \
  max_align_t a##_frame[((bytes) + sizeof (max_align_t) - 1)                   \
                        / sizeof (max_align_t)] ESCAPE_STACK_BACKED;           \
  arena a ESCAPE_STACK_BACKED ESCAPE_CLEANUP (arena_end);                      \
  arena_init (&a, a##_frame, sizeof a##_frame, SIZE_MAX)

#endif /* ESCAPE_ARENA_H */

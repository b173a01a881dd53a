/* SPDX-License-Identifier: MIT */
/* Where containers take memory that is not malloc's: the allocator parameter.

   Functions whose name has `_in' (slices' append_in, maps' make_in) take an
   allocator, first; arena.h has one ready-made.  Your own is a struct that
   begins with an escape_allocator:

       struct region
       {
         escape_allocator allocator;
         ...
       };

       static void *
       region_alloc (escape_allocator *self, size_t bytes)
       {
         struct region *r = (struct region *)self;
         ...
       }

       struct region r = { .allocator = { .alloc = region_alloc } };
       s = ints_append_in (&r.allocator, s, 42);

   A container must come back to the allocator that it came from, and end
   before it.  Hence, for the escape plugin, memory from an allocator is a part
   of the allocator's own struct: a container that outlives the frame of the
   allocator is a dangling pointer, one in a heap arena goes where the arena
   goes, and none of them is a heap object or a leak by itself.

   Allocators take no locks unless they say so.  The memstats count the blocks
   that an arena takes from the heap; of a foreign allocator they see nothing
   but the containers' growths.  */

#ifndef ESCAPE_ALLOCATOR_H
#define ESCAPE_ALLOCATOR_H

#include <escape/base.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

typedef struct escape_allocator escape_allocator;

struct escape_allocator
{
  /* BYTES bytes, not zero of them: zeroed, and aligned as max_align_t.  Null
     when there are none: the container then stays as it was.  */
  void *(*alloc) (escape_allocator *self, size_t bytes) ESCAPE_FLOW ("1 -> ret");

  /* PTR, of BYTES bytes, that alloc gave, is not used any more.  Null: memory
     is not taken back one by one.  */
  void (*free) (escape_allocator *self, void *ptr, size_t bytes)
      ESCAPE_FLOW ("");

  /* Make PTR, of BYTES bytes, WANTED bytes long where it stands, what is new
     of them zeroed; false if there is no room.  Null: there never is.  */
  bool (*extend) (escape_allocator *self, void *ptr, size_t bytes,
                  size_t wanted) ESCAPE_FLOW ("");
};

#endif /* ESCAPE_ALLOCATOR_H */

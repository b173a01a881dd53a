/* SPDX-License-Identifier: MIT */
/* Arenas: bump allocation in a first block, then in blocks of the heap.

   Pieces begin at multiples of ALIGN from `next', which is aligned whenever a
   block is entered.  A block of the heap knows its size and the block before
   it; only the present block has room, what is left of older ones is waste.  */

#include "internal.h"
#include <escape/arena.h>
#include <string.h>

#define ALIGN _Alignof(max_align_t)

struct block
{
  struct block *older;
  size_t bytes; /* with this head */
  _Alignas(max_align_t) char room[];
};

static size_t
pad (const char *ptr)
{
  return -(uintptr_t)ptr % ALIGN;
}

/* Go on in the SIZE bytes at ROOM.  */
static void
enter (arena *a, char *room, size_t size)
{
  size_t skip = pad (room);
  if (skip > size)
    skip = size;
  a->next = room ? room + skip : NULL;
  a->end = room ? room + size : NULL;
  ASAN_POISON_MEMORY_REGION (a->next, size - skip);
}

/* Enter a new block with room for BYTES; false if there is none.  */
static bool
add_block (arena *a, size_t bytes)
{
  struct block *last = a->blocks;
  size_t before = last ? last->bytes : a->size, all, least = 1024;
  if (__builtin_add_overflow (bytes, sizeof (struct block), &all)
      || all > PTRDIFF_MAX)
    return false;
  if (before <= PTRDIFF_MAX / 2 && least < 2 * before)
    least = 2 * before;
  size_t roomy = all < least ? least : all;
  if (roomy > a->limit)
    roomy = a->limit;
  if (roomy < all)
    return false;
  struct block *b = escape_mem_alloc (roomy);
  if (!b && roomy > all)
    b = escape_mem_alloc (roomy = all);
  if (!b)
    return false;
  b->older = last;
  b->bytes = roomy;
  a->blocks = b;
  if (a->limit != SIZE_MAX)
    a->limit -= roomy;
  escape_count (ESCAPE_SPILLS);
  enter (a, b->room, roomy - sizeof (struct block));
  return true;
}

/* What BYTES take, rounded up so that the next piece is aligned.  The last
   piece of a block may end at its end instead.  */
static size_t
rounded (const arena *a, size_t bytes)
{
  size_t left = (size_t)(a->end - a->next);
  size_t whole = (bytes + ALIGN - 1) / ALIGN * ALIGN;
  return whole < left ? whole : left;
}

void *
arena_alloc (arena *a, size_t bytes)
{
  if ((bytes > (size_t)(a->end - a->next) || !a->next) && !add_block (a, bytes))
    return NULL;
  char *ptr = a->next;
  a->next += rounded (a, bytes);
  ASAN_UNPOISON_MEMORY_REGION (ptr, bytes);
  memset (ptr, 0, bytes);
  return ptr;
}

static void *
alloc (escape_allocator *self, size_t bytes)
{
  return arena_alloc ((arena *)self, bytes);
}

/* Whether PTR, of BYTES bytes, was given out last.  The head of a block is at
   least ALIGN bytes: no piece of another block is so close.  */
static bool
is_last (const arena *a, const char *ptr, size_t bytes)
{
  return (uintptr_t)a->next - (uintptr_t)(ptr + bytes) < ALIGN;
}

static void
give_back (escape_allocator *self, void *ptr, size_t bytes)
{
  arena *a = (arena *)self;
  if (is_last (a, ptr, bytes))
    a->next = ptr;
  ASAN_POISON_MEMORY_REGION (ptr, bytes);
}

static bool
extend (escape_allocator *self, void *ptr, size_t bytes, size_t wanted)
{
  arena *a = (arena *)self;
  char *start = ptr;
  if (!is_last (a, ptr, bytes) || wanted > (size_t)(a->end - start))
    return false;
  a->next = start;
  a->next += rounded (a, wanted);
  ASAN_UNPOISON_MEMORY_REGION (start + bytes, wanted - bytes);
  memset (start + bytes, 0, wanted - bytes);
  return true;
}

void
arena_init (arena *a, void *buffer, size_t size, size_t limit)
{
  static const escape_allocator functions = { alloc, give_back, extend };
  arena empty = { .allocator = functions,
                  .buffer = buffer,
                  .size = size,
                  .limit = limit,
                  .most = limit };
  *a = empty;
  enter (a, buffer, size);
}

arena *
arena_make (size_t size, size_t limit)
{
  size_t bytes;
  if (__builtin_add_overflow (size, sizeof (arena), &bytes)
      || bytes > PTRDIFF_MAX)
    return NULL;
  arena *a = escape_mem_alloc (bytes);
  if (a)
    arena_init (a, a + 1, size, limit);
  return a;
}

static void
give_blocks_back (arena *a)
{
  for (struct block *b = a->blocks, *older; b; b = older)
    {
      older = b->older;
      ASAN_UNPOISON_MEMORY_REGION (b, b->bytes);
      escape_mem_free (b, b->bytes);
    }
  a->blocks = NULL;
  a->limit = a->most;
}

void
arena_reset (arena *a)
{
  give_blocks_back (a);
  enter (a, a->buffer, a->size);
}

void
arena_end (arena *a)
{
  give_blocks_back (a);
  ASAN_UNPOISON_MEMORY_REGION (a->buffer, a->size);
  arena_init (a, NULL, 0, a->most);
}

void
arena_free (arena *a)
{
  if (!a)
    return;
  size_t bytes = sizeof *a + a->size;
  arena_end (a);
  escape_mem_free (a, bytes);
}

size_t
arena_used (const arena *a)
{
  size_t used = 0;
  for (const struct block *b = a->blocks; b; b = b->older)
    used += b->bytes - sizeof *b;
  used += a->size;
  return used - (size_t)(a->end - a->next);
}

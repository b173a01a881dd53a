/* SPDX-License-Identifier: MIT */
/* The one place where the runtime takes and gives memory.  */

#include "internal.h"
#include <escape/base.h>
#include <stdlib.h>
#include <string.h>
#if defined __linux__ && defined __has_include
#  if __has_include(<sys/mman.h>)
#    include <sys/mman.h>
#  endif
#endif

static escape_alloc_hook current;

escape_alloc_hook
escape_set_alloc_hook (escape_alloc_hook hook)
{
  return __atomic_exchange_n (&current, hook, __ATOMIC_ACQ_REL);
}

/* Blocks of so many bytes ask for huge pages, where the kernel leaves it to
   programs to ask: fewer page faults when a block is filled, fewer misses of the
   address cache when it is read at random.  */
#ifdef MADV_HUGEPAGE
#  define HUGE ((size_t)2 << 20)

static void
prefer_huge_pages (void *ptr, size_t bytes)
{
  uintptr_t start = ((uintptr_t)ptr + HUGE - 1) & ~(HUGE - 1);
  uintptr_t end = ((uintptr_t)ptr + bytes) & ~(HUGE - 1);
  if (start < end)
    madvise ((void *)start, end - start, MADV_HUGEPAGE);
}

/* Where a huge page may begin, so that most of the block is in such.  It takes the
   addresses of one more, which a block of many need not have.  */
static void *
malloc_large (size_t bytes)
{
  void *ptr;
  if (bytes >= 16 * HUGE)
    return malloc (bytes);
  return posix_memalign (&ptr, HUGE, bytes) == 0 ? ptr : NULL;
}
#else
#  define HUGE SIZE_MAX
#  define prefer_huge_pages(ptr, bytes) ((void)0)
#  define malloc_large malloc
#endif

static bool
allowed (size_t bytes)
{
  escape_alloc_hook ask = __atomic_load_n (&current, __ATOMIC_ACQUIRE);
  return !ask || ask (bytes);
}

/* PTR, if it is not null, was taken by the caller of the function that this is
   in.  */
static inline void *__attribute__ ((always_inline))
taken (void *ptr, size_t bytes)
{
  if (!ptr)
    return NULL;
  escape_count_alloc (bytes);
  if (ESCAPE_UNLIKELY (escape_heap_profiled))
    escape_heap_taken (ptr, bytes, __builtin_return_address (0));
  return ptr;
}

void *
escape_mem_alloc_array_raw (size_t bytes)
{
  return taken (allowed (bytes) ? malloc (bytes) : NULL, bytes);
}

/* Up to here malloc and free are faster than calloc and realloc: of glibc's, only
   they use its cache of small blocks in each thread, of 1032 bytes at most.
   Bought: 1.95 ns an append to a slice on its way to a hundred ints instead of
   2.10, though it takes one instruction more.  */
#define SMALL 1024

void *
escape_mem_alloc_array (size_t bytes)
{
  if (bytes <= SMALL)
    {
      void *ptr = escape_mem_alloc_array_raw (bytes);
      __asm__ ("" : "+r"(ptr)); /* else GCC makes it a calloc */
      return ptr ? memset (ptr, 0, bytes) : NULL;
    }
  return taken (allowed (bytes) ? calloc (1, bytes) : NULL, bytes);
}

static inline void
give (void *ptr)
{
  if (ESCAPE_UNLIKELY (escape_heap_profiled))
    escape_heap_given (ptr);
  free (ptr);
}

void *
escape_mem_alloc (size_t bytes)
{
  void *ptr = escape_mem_alloc_array (bytes);
  if (ptr && bytes >= HUGE)
    prefer_huge_pages (ptr, bytes);
  return ptr;
}

void *
escape_mem_alloc_raw (size_t bytes)
{
  if (bytes < HUGE)
    return escape_mem_alloc_array_raw (bytes);
  void *ptr = taken (allowed (bytes) ? malloc_large (bytes) : NULL, bytes);
  if (ptr)
    prefer_huge_pages (ptr, bytes);
  return ptr;
}

/* Growth without a copy, where realloc has room behind the array or can map its
   pages elsewhere.  Bought, beside a new array and a copy: 56-byte structs, one
   by one up to 10000, 96 instructions an append instead of 259.  */
void *
escape_mem_extend (void *ptr, size_t used, size_t fill, size_t bytes,
                   size_t wanted)
{
  if (!allowed (wanted))
    return NULL;
  /* In a profile each array is a block of its own.  */
  bool copied = wanted <= SMALL || ESCAPE_UNLIKELY (escape_heap_profiled);
  void *longer = copied ? malloc (wanted) : realloc (ptr, wanted);
  if (!longer)
    return NULL;
  if (copied)
    {
      memcpy (longer, ptr, used);
      give (ptr);
    }
  if (ESCAPE_UNLIKELY (escape_heap_profiled))
    escape_heap_taken (longer, wanted, __builtin_return_address (0));
  memset ((char *)longer + used + fill, 0, wanted - used - fill);
  escape_count_growth (bytes, wanted);
  return longer;
}

void
escape_mem_free (void *ptr, size_t bytes)
{
  if (!ptr)
    return;
  escape_count_free (bytes);
  give (ptr);
}

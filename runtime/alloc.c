/* SPDX-License-Identifier: MIT */
/* The one place where the runtime takes and gives memory.  */

#include "internal.h"
#include <escape/base.h>
#include <stdlib.h>
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

/* Ask for huge pages in a large block, where the kernel leaves it to programs to
   ask: fewer page faults when it is filled, fewer misses of the address cache
   when it is read at random.  Bought, on a million entries from u64 to 56 bytes:
   a lookup 55 ns instead of 164, an insert with a hint 136 instead of 581.  */
static void
prefer_huge_pages (void *ptr, size_t bytes)
{
#ifdef MADV_HUGEPAGE
  size_t huge = (size_t)2 << 20;
  if (bytes < 2 * huge)
    return;
  uintptr_t start = ((uintptr_t)ptr + huge - 1) & ~(huge - 1);
  uintptr_t end = ((uintptr_t)ptr + bytes) & ~(huge - 1);
  madvise ((void *)start, end - start, MADV_HUGEPAGE);
#else
  (void)ptr;
  (void)bytes;
#endif
}

static bool
allowed (size_t bytes)
{
  escape_alloc_hook ask = __atomic_load_n (&current, __ATOMIC_ACQUIRE);
  return !ask || ask (bytes);
}

/* What malloc or calloc gave.  */
static void *
taken (void *ptr, size_t bytes)
{
  if (ptr)
    {
      prefer_huge_pages (ptr, bytes);
      escape_count_alloc (bytes);
    }
  return ptr;
}

void *
escape_mem_alloc (size_t bytes)
{
  return allowed (bytes) ? taken (calloc (1, bytes), bytes) : NULL;
}

void *
escape_mem_alloc_raw (size_t bytes)
{
  return allowed (bytes) ? taken (malloc (bytes), bytes) : NULL;
}

void
escape_mem_free (void *ptr, size_t bytes)
{
  if (!ptr)
    return;
  escape_count_free (bytes);
  free (ptr);
}

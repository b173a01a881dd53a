/* SPDX-License-Identifier: MIT */
/* What the runtime's sources share and its users do not see.  */

#ifndef ESCAPE_INTERNAL_H
#define ESCAPE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zeroed memory, counted in the memstats; null when there is none.  BYTES is
   not zero.  */
void *escape_mem_alloc (size_t bytes);

/* The same, not zeroed.  */
void *escape_mem_alloc_raw (size_t bytes);

/* These two for what is read in order mostly: huge pages are not asked for.  A
   machine that must find them first may take longer than one page at a time
   does: ten million structs of 56 bytes were appended with 24 ns each, with a
   hint, instead of 80 to 120 on a virtual one.  */
void *escape_mem_alloc_array (size_t bytes);
void *escape_mem_alloc_array_raw (size_t bytes);

/* PTR from one of these, BYTES long, made WANTED bytes long, where it is or
   elsewhere; its first USED bytes stay, the next FILL are anything, all others
   are zero.  Counted as the growth of a slice.  Null, and PTR as it was, when
   there is no memory.  */
void *escape_mem_extend (void *ptr, size_t used, size_t fill, size_t bytes,
                         size_t wanted);

/* Give back what any of them gave; BYTES as then.  Null is nothing.  */
void escape_mem_free (void *ptr, size_t bytes);

/* Counters of the calling thread.  Cheap: no lock, no shared cache line.  */
enum escape_counter
{
  ESCAPE_SPILLS,
  ESCAPE_SLICE_GROWTHS,
  ESCAPE_MAP_GROWTHS,
  ESCAPE_MAP_REGROWTHS,
  ESCAPE_POOL_HITS,
  ESCAPE_POOL_MISSES,
  ESCAPE_COUNTERS
};
void escape_count (enum escape_counter which);
void escape_count_alloc (size_t bytes);
void escape_count_free (size_t bytes);

/* That a slice's array grew: the sum of what the three would count.  */
void escape_count_growth (size_t bytes, size_t wanted);

/* Is there a heap profile to be made?  Then alloc.c tells of each block: that
   CALLER, a return address, took it; that it is about to be given back.  */
extern bool escape_heap_profiled;
void escape_heap_taken (void *ptr, size_t bytes, const void *caller);
void escape_heap_given (void *ptr);

/* Under AddressSanitizer, memory that nobody may touch now, and may again.  */
#ifdef __has_feature
#  if __has_feature(address_sanitizer)
#    define UNDER_ASAN
#  endif
#endif
#ifdef __SANITIZE_ADDRESS__
#  define UNDER_ASAN
#endif
#ifdef UNDER_ASAN
#  include <sanitizer/asan_interface.h>
#else
#  define ASAN_POISON_MEMORY_REGION(ptr, bytes) ((void)(ptr), (void)(bytes))
#  define ASAN_UNPOISON_MEMORY_REGION(ptr, bytes) ((void)(ptr), (void)(bytes))
#endif

#endif /* ESCAPE_INTERNAL_H */

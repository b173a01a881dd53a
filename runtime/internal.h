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

/* Give back what escape_mem_alloc gave; BYTES as then.  Null is nothing.  */
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

#endif /* ESCAPE_INTERNAL_H */

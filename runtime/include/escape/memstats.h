/* SPDX-License-Identifier: MIT */
/* What the runtime's containers have allocated so far, as Go's
   runtime.MemStats.

   Each thread counts for itself; a reader adds the threads up.  Counting takes
   no lock and no shared cache line, reading takes a lock and time proportional
   to the number of threads.

   With ESCAPE_MEMSTATS=1 in the environment the totals are printed on the
   standard error stream when the program exits.  */

#ifndef ESCAPE_MEMSTATS_H
#define ESCAPE_MEMSTATS_H

#include <escape/base.h>
#include <stdio.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

ESCAPE_BEGIN_DECLS

typedef struct memstats
{
  uint64_t allocs;      /* blocks taken from the heap */
  uint64_t frees;       /* blocks given back */
  uint64_t alloc_bytes; /* bytes taken, ever */
  uint64_t free_bytes;  /* bytes given back, ever */
  uint64_t live;        /* blocks taken and not given back */
  uint64_t live_bytes;
  uint64_t peak_bytes; /* largest live_bytes; with N threads it may be short by
                          N x 32 KiB */
  uint64_t spills;     /* stack-backed containers that moved to the heap */
  uint64_t slice_growths;
  uint64_t map_growths;   /* maps that doubled */
  uint64_t map_regrowths; /* maps that grew to the same size, to shed overflow
                             buckets */
  uint64_t pool_hits;     /* objects that a pool could give again */
  uint64_t pool_misses;   /* objects that it had to make */
} memstats;

/* All threads, living and gone.  Figures of other threads that run meanwhile
   may be a moment old; those of the caller are exact.  */
void memstats_read (memstats *out) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* The calling thread alone.  `live' figures count what it took less what it
   gave back, as of a whole: a thread that frees what others allocated goes
   below zero, and wraps.  peak_bytes is the largest that live_bytes was, at
   least 0.  */
void memstats_read_thread (memstats *out) ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Print STATS on STREAM, one figure a line.  */
void memstats_print (const memstats *stats, FILE *stream) ESCAPE_FLOW ("");

ESCAPE_END_DECLS

#endif /* ESCAPE_MEMSTATS_H */

/* What the programs that measure C and C++ share; common.go has it in Go.  */

#ifndef COMMON_H
#define COMMON_H

#include <stdint.h>
#include <time.h>

/* A number for each I: no two are the same.  */
static inline uint64_t
splitmix (uint64_t i)
{
  uint64_t z = (i + 1) * UINT64_C (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static inline double
clock_ns (clockid_t clock)
{
  struct timespec t;
  clock_gettime (clock, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* CPU time of the process in nanoseconds.  */
static inline double
now (void)
{
  return clock_ns (CLOCK_PROCESS_CPUTIME_ID);
}

#endif /* COMMON_H */

/* SPDX-License-Identifier: MIT */
/* Millions of random operations on slices, and the same on plain arrays: the
   programs of fuzz/slice.c, at random.  */

#include "check.h"
#include "../fuzz/slice.c"
#include <escape/memstats.h>

int
main (void)
{
  enum
  {
    PROGRAMS = 1000,
    BYTES = 30000, /* more than 3000 operations */
    EMULATED = 20  /* a part of it */
  };
  static unsigned char program[BYTES];
  int n = *(getenv ("RUNNER") ? getenv ("RUNNER") : "") ? PROGRAMS / EMULATED
                                                        : PROGRAMS;
  memstats before, after;
  memstats_read (&before);
  for (int i = 0; i < n; i++)
    {
      for (size_t k = 0; k < sizeof program; k++)
        program[k] = (unsigned char)(check_random () >> 17);
      LLVMFuzzerTestOneInput (program, sizeof program);
    }
  memstats_read (&after);
  CHECK_SIZE (after.live_bytes, before.live_bytes);
  return check_done ();
}

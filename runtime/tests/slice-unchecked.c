/* SPDX-License-Identifier: MIT */
/* With ESCAPE_NO_BOUNDS_CHECK nothing is checked; what is within the array's
   capacity is then reached in silence.  */

#define ESCAPE_NO_BOUNDS_CHECK
#include "check.h"
#include <escape/slices.h>

int
main (void)
{
  ints s = ints_make (1, 8);
  slice_at (s, 3) = 7;
  CHECK (s.ptr[3] == 7 && *ints_ptr (s, 3) == 7);
  CHECK_SIZE (ints_sub3 (s, 0, 6, 2).len, 6);
  s = ints_delete (ints_truncate (s, 5), 0, 3);
  CHECK (s.len == 2 && s.ptr[0] == 7);
  ints_free (&s);
  return check_done ();
}

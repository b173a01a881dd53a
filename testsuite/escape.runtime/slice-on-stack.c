/* A stack-backed slice may be appended to and freed, whether it has moved to
   the heap or not: no false alarm about free.  */
/* { dg-do compile } */

#include <escape/slices.h>

int
spills (int n)
{
  SLICE_ON_STACK (ints, s, 8); /* { dg-bogus "escape:stack" } */
  for (int i = 0; i < n; i++)
    s = ints_append (s, i); /* { dg-bogus "escape:leak" } */
  int last = n > 0 ? slice_at (s, s.len - 1) : 0;
  ints_free (&s); /* { dg-bogus "escape:free" } */
  return last;
}

int
never_spills (void)
{
  SLICE_ON_STACK (ints, s, 8); /* { dg-bogus "escape:stack" } */
  int n = (int) s.cap;
  ints_free (&s); /* { dg-bogus "escape:free" } */
  return n;
}

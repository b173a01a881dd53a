/* A slice that nobody frees is a leak; views have nothing to free.  */
/* { dg-do compile } */

#include <escape/slices.h>

int
lost (int n)
{
  ints s = ints_make (0, 4); /* { dg-warning {'ints_make\(\.\.\.\)' is never released \[escape:leak\]} } */
  return n + (int) s.len;
}

int
viewed (int *array, size_t n)
{
  ints v = ints_view (array, n); /* { dg-bogus "escape:leak" } */
  ints w = ints_sub (v, 1, n); /* { dg-bogus "escape:leak" } */
  return *ints_ptr (w, 0);
}

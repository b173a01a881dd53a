/* In the checked build, where what is freed is kept for a while, the verdicts
   are the same.  */
/* { dg-do compile } */
/* { dg-options "-DESCAPE_CHECKED -fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/slices.h>

ints
leaves (int n)
{
  ints s = ints_make (0, 4); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  for (int i = 0; i < n; i++)
    s = slice_append (ints, s, i);
  return s;
}

int
stays (int n)
{
  ints s = ints_make (0, 4); /* { dg-bogus "escape:" } */
  for (int i = 0; i < n; i++)
    s = ints_append (s, i); /* { dg-bogus "escape:" } */
  ints_sort (s);
  n = slice_at (s, 0) + *ints_ptr (s, 1);
  slice_free (ints, &s);
  return n;
}

int
never_freed (void)
{
  ints s = ints_make (4, 4); /* { dg-warning {'ints_make\(\.\.\.\)' is never released \[escape:leak\]} } */
  return slice_at (s, 0);
}

int
frame_is_not_freed (int n)
{
  SLICE_ON_STACK (ints, s, 8); /* { dg-bogus "escape:" } */
  s = ints_append (s, n);      /* { dg-bogus "escape:" } */
  n = slice_at (s, 0);
  ints_free (&s); /* { dg-bogus "escape:free" } */
  return n;
}

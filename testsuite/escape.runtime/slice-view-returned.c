/* A view shares the array that it is a view of: of a parameter's it may be
   returned, of a local array it must not.  */
/* { dg-do compile } */

#include <escape/slices.h>

ints
rest (ints s)
{
  return ints_sub (s, 1, s.len);
}

ints
dangling (int n)
{
  int array[4] = { n }; /* { dg-warning {address of local 'array' escapes its frame \[escape:stack\]} } */
  return ints_view (array, 4);
}

int
used_up (int n)
{
  int array[4] = { n }; /* { dg-bogus "escape:stack" } */
  ints v = ints_view (array, 4);
  return *ints_ptr (v, 0);
}

/* A slice that is returned takes its array along, also the one that append
   moved to.  One that is freed does not escape.  */
/* { dg-do compile } */

#include <escape/slices.h>

ints
evens (int n)
{
  ints s = ints_make (0, 4); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  for (int i = 0; i < n; i += 2)
    s = ints_append (s, i);
  return s;
}

int
sum_of_evens (int n)
{
  ints s = ints_make (0, 4); /* { dg-bogus "escape:heap" } */
  for (int i = 0; i < n; i += 2)
    s = ints_append (s, i); /* { dg-bogus "escape:heap" } */
  int sum = 0;
  for (size_t i = 0; i < s.len; i++)
    sum += slice_at (s, i);
  ints_free (&s);
  return sum;
}
/* { dg-json {"function": "evens", .*"name": "ints_append", .*"verdict": "escapes"} } */

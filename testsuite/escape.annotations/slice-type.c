/* What is put into a struct type that is declared slice is a slice, whoever
   made it; in a struct without the attribute it is a raw object.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice" } */

#include <stdlib.h>

struct __attribute__ ((escape_slice)) ints
{
  int *ptr;
  size_t len, cap;
};

struct plain
{
  int *ptr;
  size_t len, cap;
};

struct ints
slice_like (void)
{
  struct ints s = { malloc (40), 0, 10 }; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return s;
}

struct plain
plain (void)
{
  struct plain s = { malloc (40), 0, 10 }; /* { dg-bogus "escape:heap" } */
  return s;
}

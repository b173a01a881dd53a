/* A slice's header is a value, its array an object: the header may stay while
   the array leaves, and the header may be copied while the array stays.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct slice
{
  int *ptr;
  size_t len, cap;
};

int *
array_leaves (void)
{
  struct slice s = { malloc (40), 0, 10 }; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  s.len++;
  return s.ptr;
}

struct sizes
{
  size_t len, cap;
};

struct sizes
header_leaves (void)
{
  struct slice s = { malloc (40), 0, 10 }; /* { dg-bogus "escape:heap" } */
  struct sizes z = { s.len, s.cap };
  free (s.ptr);
  return z;
}

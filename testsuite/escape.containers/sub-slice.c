/* A sub-slice shares the array: returning it lets the array escape.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct slice
{
  int *ptr;
  size_t len, cap;
};

static struct slice
sub (struct slice s, size_t from, size_t to)
{
  struct slice t = { s.ptr + from, to - from, s.cap - from };
  return t;
}

struct slice
tail (void)
{
  struct slice s = { calloc (10, sizeof (int)), 10, 10 }; /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return sub (s, 5, 10);
}

size_t
tail_length (void)
{
  struct slice s = { calloc (10, sizeof (int)), 10, 10 }; /* { dg-bogus "escape:heap" } */
  size_t n = sub (s, 5, 10).len;
  free (s.ptr);
  return n;
}

/* A pointer that leaves inside a returned struct leaves as surely as one that
   is returned bare.  The same struct, used up in the function, keeps it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct buffer
{
  char *data;
  size_t size;
};

struct buffer
buffer_new (size_t size)
{
  struct buffer b = { malloc (size), size }; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return b;
}

size_t
buffer_probe (size_t size)
{
  struct buffer b = { malloc (size), size }; /* { dg-bogus "escape:heap" } */
  size_t got = b.data ? b.size : 0;
  free (b.data);
  return got;
}

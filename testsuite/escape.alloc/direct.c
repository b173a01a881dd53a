/* A function declared nonallocating must not allocate.  A function without
   the attribute may.  */
/* { dg-do compile } */

#include <stdlib.h>

__attribute__ ((escape_nonallocating)) int
tick (int n)
{
  char *p = malloc (n); /* { dg-warning {\[escape:alloc\]} } */
  free (p);
  return n;
}

int
tock (int n)
{
  char *p = malloc (n); /* { dg-bogus "escape:alloc" } */
  free (p);
  return n;
}

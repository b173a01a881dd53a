/* Under -fPIC an exported function's body may be replaced; it is trusted to
   behave the same.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

int
first (const int *p)
{
  return p ? *p : 0;
}

int
probe (void)
{
  int *p = malloc (sizeof *p); /* { dg-bogus "escape:heap" } */
  int n = first (p);
  free (p);
  return n;
}

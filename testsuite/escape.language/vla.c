/* Pointers in a variable-length array.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

void *
one_of (int n)
{
  void *a[n], *b[n];
  a[0] = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  b[0] = malloc (2); /* { dg-bogus "escape:heap" } */
  free (b[0]);
  return a[0];
}

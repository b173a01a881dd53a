/* With a variable index all elements count together: any of them may be the
   one that is returned.  An array beside it is not touched.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

char *
any (unsigned i)
{
  char *a[2], *b[2];
  a[0] = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  a[1] = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  b[i % 2] = malloc (3); /* { dg-bogus "escape:heap" } */
  free (b[i % 2]);
  return a[i % 2];
}

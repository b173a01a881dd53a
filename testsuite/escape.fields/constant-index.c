/* Array elements with constant indices are told apart.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

char *
second (void)
{
  char *a[3];
  a[0] = malloc (1); /* { dg-bogus "escape:heap" } */
  a[1] = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  a[2] = malloc (3); /* { dg-bogus "escape:heap" } */
  free (a[0]);
  free (a[2]);
  return a[1];
}

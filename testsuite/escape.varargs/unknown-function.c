/* A variadic function that is not known may keep each of its arguments.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

extern void collect (int, ...);

void
give (void)
{
  char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  char *q = malloc (2); /* { dg-bogus "escape:heap" } */
  collect (1, p);
  free (q);
}

/* A goto out of a block and back: every way that reaches the return counts. */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

char *
pick (int n)
{
  char *p = 0, *q = 0;
  if (n)
    goto make;
back:
  free (q);
  return p;
make:
  p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  q = malloc (2); /* { dg-bogus "escape:heap" } */
  goto back;
}

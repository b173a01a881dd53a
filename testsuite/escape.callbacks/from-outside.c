/* A callback that comes from outside the unit is unknown code.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

void
give (void (*f) (void *))
{
  f (malloc (1)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
give_number (void (*f) (int))
{
  int *p = calloc (1, sizeof *p); /* { dg-bogus "escape:heap" } */
  f (p ? *p : 0);
  free (p);
}

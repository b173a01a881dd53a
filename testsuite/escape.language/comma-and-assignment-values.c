/* The value of an assignment is what was assigned.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static char *kept;

char *
assigned (void)
{
  char *p, *q;
  return p = q = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
compared (void)
{
  char *p;
  int ok = (p = malloc (2)) != 0; /* { dg-bogus "escape:heap" } */
  free (p);
  return ok;
}

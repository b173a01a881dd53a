/* A variable with a cleanup function: the object leaves if it is returned
   first, and the function gets the variable's address either way.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void
free_it (char **p)
{
  free (*p);
}

static char *
steal (char **p)
{
  char *q = *p;
  *p = 0;
  return q;
}

char *
leaves (int n)
{
  __attribute__ ((cleanup (free_it))) char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (n < 0)
    return 0;
  return steal (&p);
}

int
stays (int n)
{
  __attribute__ ((cleanup (free_it))) char *p = malloc (1); /* { dg-bogus "escape:heap" } */
  if (p)
    p[0] = n;
  return n;
}

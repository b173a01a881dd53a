/* A loop made with goto is a loop.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

int
rounds (int n)
{
  char *last = 0, *p;
again:
  p = malloc (8); /* { dg-json {"name": *"malloc".*"outlives_iteration": *true\M} } */
  if (p && last)
    p[0] = last[0] = 1;
  free (last);
  last = p;
  if (--n > 0)
    goto again;
  free (last);
  return n;
}

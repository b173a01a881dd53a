/* The group is off unless it is asked for.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

int
twice (int n)
{
  int *p = malloc (sizeof *p); /* { dg-bogus "escape:unneeded" } */
  if (!p)
    return 0;
  *p = n;
  n += *p;
  free (p);
  return n;
}

/* The conditional and the comma operator pass their operands on.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

void *
pick (int big)
{
  int hit = 0;
  void *p = big ? malloc (4096) : 0; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return hit++, p;
}

int
compare (int big)
{
  void *p = big ? malloc (4096) : 0; /* { dg-bogus "escape:heap" } */
  int made = p != 0;
  free (p);
  return made;
}

/* Outside a loop nothing outlives an iteration.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

int
once (void)
{
  char *p = malloc (8); /* { dg-json {"name": *"malloc".*"outlives_iteration": *false\M} } */
  int ok = p != 0;
  free (p);
  return ok;
}

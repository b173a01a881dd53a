/* What a global variable can reach outlives every frame.  A local pointer to
   the same kind of object makes nothing escape.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static int *limits;

void
limits_init (int n)
{
  limits = malloc (2 * sizeof (int)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (limits)
    limits[0] = limits[1] = n;
}

int
limits_check (int n)
{
  int *mine = malloc (2 * sizeof (int)); /* { dg-bogus "escape:heap" } */
  if (!mine)
    return 0;
  mine[0] = mine[1] = n;
  int sum = mine[0] + mine[1];
  free (mine);
  return sum;
}

int
limits_low (void)
{
  return limits ? limits[0] : 0;
}

/* An initialiser is a store into each member that it names.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct shape
{
  int corners;
  double *x, *y;
};

static struct shape current;

void
set (void)
{
  double *x = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  double *y = malloc (8); /* { dg-bogus "escape:heap" } */
  struct shape s = { .corners = 1, .x = x };
  struct shape t = { .y = y };
  current = s;
  free (t.y);
}

int
corners (void)
{
  return current.corners;
}

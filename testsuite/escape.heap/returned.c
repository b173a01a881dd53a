/* An object that an exported function returns escapes to the heap: how long
   it lives is the caller's business.  One that is freed before does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct point
{
  int x, y;
};

struct point *
point_new (int x, int y)
{
  struct point *p = malloc (sizeof *p); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (p)
    {
      p->x = x;
      p->y = y;
    }
  return p;
}

int
point_norm (int x, int y)
{
  struct point *p = malloc (sizeof *p); /* { dg-bogus "escape:heap" } */
  if (!p)
    return 0;
  p->x = x;
  p->y = y;
  int norm = p->x * p->x + p->y * p->y;
  free (p);
  return norm;
}

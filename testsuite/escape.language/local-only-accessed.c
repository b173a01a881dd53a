/* A local whose address is not used as a value has no verdict: arrays and
   structs that are only indexed and assigned are no notes' business.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <string.h>
#include <strings.h>

struct point
{
  int x, y;
};

int
norm (int x, int y)
{
  struct point p = { x, y }, q;
  int squares[2];
  q = p;
  squares[0] = q.x * q.x;
  squares[1] = q.y * q.y;
  return squares[0] + squares[1];
}

/* Nor those that are only copied and filled by what GCC folds into accesses, with
   some options.  */

char
copied (int n)
{
  char a[8], b[8], c[8];
  bcopy (a, b, n);
  bzero (a, n);
  strcpy (c, "text");
  return b[0] + c[0];
}

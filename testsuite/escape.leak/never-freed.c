/* An object that stays in its function and reaches no deallocator on any path
   is lost when the function returns.  */
/* { dg-do compile } */

#include <stdlib.h>

int
lost (int n)
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (!p)
    return 0;
  *p = n;
  return *p + 1;
}

int
freed (int n)
{
  int *p = malloc (sizeof *p); /* { dg-bogus "escape:leak" } */
  if (!p)
    return 0;
  *p = n;
  n = *p + 1;
  free (p);
  return n;
}

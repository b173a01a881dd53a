/* An object that comes out through a pointer argument is the caller's too.  */
/* { dg-do compile } */

#include <stdlib.h>

static int
make (int **out)
{
  *out = malloc (sizeof **out);
  return *out ? 0 : -1;
}

int
lost (void)
{
  int *p;
  if (make (&p)) /* { dg-warning {'make\(\.\.\.\)' is never released \[escape:leak\]} } */
    return -1;
  *p = 3;
  return *p;
}

int
released (void)
{
  int *p;
  if (make (&p)) /* { dg-bogus "escape:leak" } */
    return -1;
  *p = 3;
  int n = *p;
  free (p);
  return n;
}

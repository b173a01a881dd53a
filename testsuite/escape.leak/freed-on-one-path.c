/* One path that releases is enough: the group speaks only of objects that no
   path releases, so that it stays quiet on code it does not understand.  */
/* { dg-do compile } */

#include <stdlib.h>

int
half (int n)
{
  int *p = malloc (sizeof *p); /* { dg-bogus "escape:leak" } */
  if (!p)
    return 0;
  *p = n;
  if (n > 0)
    {
      free (p);
      return 1;
    }
  return *p;
}

/* Where some path releases the object, `pathleak' speaks of the others.  */
/* { dg-do compile } */

#include <stdlib.h>

int
half (int n)
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
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

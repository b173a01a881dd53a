/* realloc releases its argument and gives a new object, which must be released
   in turn.  Where it fails, the old object is still there.  */
/* { dg-do compile } */

#include <stdlib.h>

void
lost (void)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  char *q = realloc (p, 16); /* { dg-warning {'realloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (q)
    q[0] = 0;
}

void
released (void)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  char *q = realloc (p, 16); /* { dg-bogus "escape:leak" } */
  free (q);
}

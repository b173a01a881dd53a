/* Each allocation is an object of its own: the first is lost though a second
   one, from the same variable, is freed.  */
/* { dg-do compile } */

#include <stdlib.h>

void
twice (void)
{
  char *p = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (p)
    p[0] = 0;
  p = malloc (20); /* { dg-bogus "escape:leak" } */
  free (p);
}

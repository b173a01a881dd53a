/* main need not release: the process ends with it.  A function that main calls
   may be called again, so it must.  */
/* { dg-do compile } */

#include <stdlib.h>

static int
step (void)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p != 0;
}

int
main (void)
{
  char *arena = malloc (4096); /* { dg-bogus "escape:leak" } */
  return !arena || !step ();
}

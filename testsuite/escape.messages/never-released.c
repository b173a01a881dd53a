/* A leak: a warning, at the allocation call.  */
/* { dg-do compile } */

#include <stdlib.h>

int
lost (void)
{
  char *p;
  p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p == 0;
}

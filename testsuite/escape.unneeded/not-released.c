/* A leak is a leak first: the object is not released, so the advice does not
   apply.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-warn=unneeded" } */

#include <stdlib.h>

int
lost (void)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p != 0;
}

/* error=heap makes the group's messages errors; the other groups stay.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-error=heap" } */

#include <stdlib.h>

void *
kept (void)
{
  return malloc (16); /* { dg-error {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
dropped (void)
{
  char *p = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p != 0;
}

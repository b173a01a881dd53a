/* ignore=heap silences the group and no other one.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>

void *
kept (void)
{
  return malloc (16); /* { dg-bogus "escape:heap" } */
}

int
dropped (void)
{
  char *p = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p != 0;
}

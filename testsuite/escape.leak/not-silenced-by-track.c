/* Leaks are told of every kind, whatever is tracked.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice" } */

#include <stdlib.h>

int
lost (void)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p != 0;
}

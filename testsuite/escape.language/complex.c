/* A complex number of integers can hide a pointer in one of its halves.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static _Complex long hidden;

void
hide (void)
{
  _Complex long c = 0;
  __real__ c = (long) malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  hidden = c;
}

void
show (void)
{
  _Complex long c = 0;
  __imag__ c = (long) malloc (2); /* { dg-bogus "escape:heap" } */
  free ((void *) __imag__ c);
}

long
hidden_value (void)
{
  return __real__ hidden;
}

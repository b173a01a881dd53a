/* A unit with errors gets no verdicts.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

void *
make (void)
{
  return malloc (4);
}

int
broken (void)
{
  return nothing; /* { dg-error "undeclared" } */
} /* { dg-note "each undeclared" "" { target *-*-* } .-1 } */

/* The path of a simple escape: where the object is made, where it is
   stored.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static int *kept;

void
keep (void)
{
  int *p;
  p = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
/* { dg-path {\([0-9]+\)} "" { target *-*-* } .-1 } */
  if (!p)
    return;
  kept = p; /* { dg-path {\([0-9]+\)} } */
}

int
kept_value (void)
{
  return *kept;
}

/* A pointer that goes through an asm, as OPTIMIZER_HIDE_VAR does it, is still
   followed to where it goes next.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static char *kept;

void
keep (void)
{
  char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  __asm__ ("" : "+r" (p));
  kept = p;
}

char
kept_first (void)
{
  return *kept;
}

/* A static function with attribute used can be reached by means that the unit
   does not show, so it is reported.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *state;

__attribute__ ((used)) static void
from_assembler (void)
{
  state = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void *
state_get (void)
{
  return state;
}

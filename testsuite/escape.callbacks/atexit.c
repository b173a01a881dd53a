/* A function that is registered with atexit runs later: what it reaches is
   global anyway; the object of this frame is not touched by it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static char *state;

static void
at_end (void)
{
  free (state);
}

int
start (void)
{
  char *p = malloc (8); /* { dg-bogus "escape:heap" } */
  state = malloc (16);	/* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  free (p);
  return atexit (at_end);
}

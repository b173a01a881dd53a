/* A thread-local variable outlives every frame of its thread, so it counts as
   static storage.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static _Thread_local char *scratch;

char *
scratch_get (void)
{
  if (!scratch)
    scratch = malloc (128); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return scratch;
}

int
scratch_free (void)
{
  char *mine = malloc (128); /* { dg-bogus "escape:heap" } */
  int ok = mine != 0;
  free (mine);
  return ok;
}

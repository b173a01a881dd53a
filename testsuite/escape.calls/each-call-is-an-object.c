/* Two calls of one wrapper make two objects, with a verdict each.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static char *
line_new (void)
{
  return malloc (80);
}

char *
both (void)
{
  char *scratch = line_new (); /* { dg-bogus "escape:heap" } */
  char *result = line_new (); /* { dg-warning {'line_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (scratch && result)
    result[0] = scratch[0] = 0;
  free (scratch);
  return result;
}

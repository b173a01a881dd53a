/* warn=all turns on what is off, and makes what is an error a warning, with
   -Werror too.  */
/* { dg-do compile } */
/* { dg-options "-Werror -fplugin-arg-escape-track=raw -fplugin-arg-escape-error=heap -fplugin-arg-escape-warn=all" } */

#include <stdlib.h>

void *kept;

void
keep (void)
{
  kept = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
lost (void)
{
  return malloc (1) != 0; /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
}

void
idle (void)
{
  free (malloc (1)); /* { dg-warning {could live on the stack \(1 bytes\) \[escape:unneeded\]} } */
}

/* The group speaks of the tracked kinds only: slices and maps by default.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-warn=unneeded" } */

#include <stdlib.h>

void
raw (void)
{
  free (malloc (16)); /* { dg-bogus "escape:unneeded" } */
}

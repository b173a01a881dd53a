/* The limit is on the object: one byte more and the advice is gone.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-warn=unneeded -fplugin-arg-escape-stack-limit=256" } */

#include <stdlib.h>

void
below (void)
{
  free (malloc (255)); /* { dg-warning {\[escape:unneeded\]} } */
}

void
at (void)
{
  free (malloc (256)); /* { dg-warning {\[escape:unneeded\]} } */
}

void
above (void)
{
  free (malloc (257)); /* { dg-bogus "escape:unneeded" } */
}

/* Any group can be an error.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-error=unneeded" } */

#include <stdlib.h>

void
probe (void)
{
  free (malloc (16)); /* { dg-error {\[escape:unneeded\]} } */
}

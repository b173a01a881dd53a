/* No bytes at all fit everywhere.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

void
none (void)
{
  free (malloc (0)); /* { dg-note {'malloc\(\.\.\.\)' does not escape(?! but)} } */
}

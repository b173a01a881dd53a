/* By default an object of up to 65536 bytes could live on the stack: one less,
   exactly, one more.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

void
below (void)
{
  free (malloc (65535)); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
}

void
at (void)
{
  free (malloc (65536)); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
}

void
above (void)
{
  free (malloc (65537)); /* { dg-note {'malloc\(\.\.\.\)' does not escape but is too large for the stack \(65537 > 65536 bytes\)} } */
}

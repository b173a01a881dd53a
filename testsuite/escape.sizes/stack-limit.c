/* stack-limit=BYTES moves the limit.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1 -fplugin-arg-escape-stack-limit=1024" } */

#include <stdlib.h>

void
below (void)
{
  free (malloc (1023)); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
}

void
at (void)
{
  free (malloc (1024)); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
}

void
above (void)
{
  free (malloc (1025)); /* { dg-note {'malloc\(\.\.\.\)' does not escape but is too large for the stack \(1025 > 1024 bytes\)} } */
}

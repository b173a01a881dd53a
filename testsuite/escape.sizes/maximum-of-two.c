/* Of two possible sizes the larger one counts.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1 -fplugin-arg-escape-stack-limit=100" } */

#include <stdlib.h>

void
fits (int wide)
{
  size_t n = 50;
  if (wide)
    n = 100;
  free (malloc (n)); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
}

void
may_not_fit (int wide)
{
  size_t n = 50;
  if (wide)
    n = 101;
  free (malloc (n)); /* { dg-note {'malloc\(\.\.\.\)' does not escape but is too large for the stack \(101 > 100 bytes\)} } */
}

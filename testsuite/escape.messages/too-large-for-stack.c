/* An object that flows nowhere but is too large for a stack: the note says how
   large, and what the limit is.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

void
large (void)
{
  char *p = malloc (65537); /* { dg-note {'malloc\(\.\.\.\)' does not escape but is too large for the stack \(65537 > 65536 bytes\)} } */
  if (p)
    p[0] = 0;
  free (p);
}

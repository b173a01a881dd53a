/* calloc's size is the product of its arguments; so is one that the source
   multiplies.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1 -fplugin-arg-escape-stack-limit=100" } */

#include <stdlib.h>

struct ten
{
  char c[10];
};

void
by_calloc (void)
{
  free (calloc (10, 10)); /* { dg-note {'calloc\(\.\.\.\)' does not escape} } */
  free (calloc (11, sizeof (struct ten))); /* { dg-note {'calloc\(\.\.\.\)' does not escape but is too large for the stack \(110 > 100 bytes\)} } */
}

void
by_malloc (void)
{
  free (malloc (10 * sizeof (struct ten))); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  free (malloc (11 * sizeof (struct ten))); /* { dg-note {'malloc\(\.\.\.\)' does not escape but is too large for the stack \(110 > 100 bytes\)} } */
}

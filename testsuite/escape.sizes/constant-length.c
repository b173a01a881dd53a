/* A length is constant however it is named: macro, enumerator, const variable,
   a local that is never changed; at -O0 as well.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1 -fplugin-arg-escape-stack-limit=100" } */

#include <stdlib.h>

#define ROWS 5
enum { COLUMNS = 20 };
static const int wide = 21;

void
small (void)
{
  int rows = ROWS;
  int columns = COLUMNS;
  int size = rows * columns;
  free (malloc (size)); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
}

void
large (void)
{
  int size = ROWS;
  size = size * wide;
  free (malloc (size)); /* { dg-note {'malloc\(\.\.\.\)' does not escape but is too large for the stack \(105 > 100 bytes\)} } */
}

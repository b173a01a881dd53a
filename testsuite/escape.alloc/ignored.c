/* ignore=alloc silences the group.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=alloc" } */

#include <stdlib.h>

__attribute__ ((escape_nonallocating)) int
tick (int n)
{
  free (malloc (n)); /* { dg-bogus "escape:alloc" } */
  return n;
}

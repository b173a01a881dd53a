/* ignore=leak silences the group.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=leak" } */

#include <stdlib.h>

int
lost (void)
{
  char *p = malloc (8); /* { dg-bogus "escape:leak" } */
  return p != 0;
}

/* An object that only the last round lets out escapes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

char *
last (int n)
{
  char *p = 0;
  do
    {
      free (p);
      p = malloc (n + 1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
    }
  while (n-- > 0);
  return p;
}

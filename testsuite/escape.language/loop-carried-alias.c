/* Two pointers that change places in a loop: each may be either object.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

char *
fibonacci (int n)
{
  char *a = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  char *b = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  char *c = malloc (3); /* { dg-bogus "escape:heap" } */
  while (n-- > 0)
    {
      char *t = a;
      a = b;
      b = t;
    }
  free (b);
  free (c);
  return a;
}

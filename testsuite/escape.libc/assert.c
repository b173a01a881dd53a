/* assert ends the program when it fails; it keeps nothing and what is not
   freed on that way is not lost.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <assert.h>
#include <stdlib.h>

int
checked (int n)
{
  int *p = malloc (sizeof *p); /* { dg-bogus "escape:heap" } */
  assert (p);
  *p = n;
  assert (*p == n);
  n = *p;
  free (p);
  return n;
}

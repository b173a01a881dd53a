/* What has no known size cannot be promised a place on the stack.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-warn=unneeded" } */

#include <stdlib.h>

int
sum (int n)
{
  int *a = calloc (n, sizeof *a); /* { dg-bogus "escape:unneeded" } */
  if (!a)
    return 0;
  for (int i = 0; i < n; i++)
    n += a[i];
  free (a);
  return n;
}

int
sum_of_eight (int n)
{
  int *a = calloc (8, sizeof *a); /* { dg-warning {\[escape:unneeded\]} } */
  if (!a)
    return 0;
  for (int i = 0; i < 8; i++)
    n += a[i];
  free (a);
  return n;
}

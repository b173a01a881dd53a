/* realloc gives a new object and releases the old one: of the two, the result
   escapes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

int *
numbers (int n)
{
  int *a = malloc (4 * sizeof *a); /* { dg-bogus "escape:heap" } */
  if (!a)
    return 0;
  a[0] = n;
  int *b = realloc (a, 8 * sizeof *a); /* { dg-warning {'realloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!b)
    free (a);
  return b;
}

int
numbers_sum (int n)
{
  int *a = malloc (4 * sizeof *a); /* { dg-bogus "escape:heap" } */
  if (!a)
    return 0;
  a[0] = n;
  int *b = realloc (a, 8 * sizeof *a); /* { dg-bogus "escape:heap" } */
  if (!b)
    {
      free (a);
      return 0;
    }
  n += b[0];
  free (b);
  return n;
}

/* An array whose elements are allocated: freeing it does not free them.  */
/* { dg-do compile } */

#include <stdlib.h>

int
both (int n)
{
  char **a = calloc (n, sizeof *a); /* { dg-bogus "escape:leak" } */
  for (int i = 0; i < n; i++)
    a[i] = malloc (4); /* { dg-bogus "escape:leak" } */
  int first = a[0][0];
  for (int i = 0; i < n; i++)
    free (a[i]);
  free (a);
  return first;
}

int
array_only (int n)
{
  char **a = calloc (n, sizeof *a); /* { dg-bogus "escape:leak" } */
  for (int i = 0; i < n; i++)
    a[i] = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  int first = a[0][0];
  free (a);
  return first;
}

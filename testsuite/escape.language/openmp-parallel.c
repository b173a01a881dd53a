/* An OpenMP region is a function of its own, which works on this frame: what
   it stores in a global escapes, what it only works on does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fopenmp" } */

#include <stdlib.h>

static int *kept;

int
stays (int n)
{
  int *a = calloc (8, sizeof *a); /* { dg-bogus "escape:heap" } */
  if (!a)
    return 0;
#pragma omp parallel for
  for (int i = 0; i < 8; i++)
    a[i] += n;
  n = a[0];
  free (a);
  return n;
}

void
leaves (int n)
{
  int *a = calloc (8, sizeof *a); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!a)
    return;
#pragma omp parallel
  {
    a[0] += n;
    kept = a;
  }
}

int
kept_value (void)
{
  return *kept;
}

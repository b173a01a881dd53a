/* An OpenMP task may run after this statement, and keeps what it is told.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fopenmp" } */

#include <stdlib.h>

static int *kept;

void
leaves (void)
{
  int *a = calloc (8, sizeof *a); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
#pragma omp task firstprivate (a)
  kept = a;
}

int
kept_value (void)
{
  return *kept;
}

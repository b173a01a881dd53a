/* A small object of known size that does not escape and is freed could have
   been a variable.  One that is returned could not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-warn=unneeded" } */

#include <stdlib.h>

struct stat_sum
{
  double sum, squares;
};

double
mean (const double *a, int n)
{
  struct stat_sum *s = malloc (sizeof *s); /* { dg-warning {\[escape:unneeded\]} } */
  if (!s)
    return 0;
  s->sum = 0;
  for (int i = 0; i < n; i++)
    s->sum += a[i];
  double result = s->sum / n;
  free (s);
  return result;
}

struct stat_sum *
sum_new (void)
{
  struct stat_sum *s = malloc (sizeof *s); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (s)
    s->sum = s->squares = 0;
  return s;
}

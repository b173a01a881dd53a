/* goto-style error handling: what every label frees is released.  */
/* { dg-do compile } */

#include <stdlib.h>

extern int compute (int, int);

int
pipeline (int n)
{
  int result = -1;
  int *a, *b;

  a = malloc (n * sizeof *a); /* { dg-bogus "escape:leak" } */
  if (!a)
    goto out;
  b = malloc (n * sizeof *b); /* { dg-bogus "escape:leak" } */
  if (!b)
    goto free_a;
  a[0] = b[0] = n;
  result = compute (a[0], b[0]);
  free (b);
free_a:
  free (a);
out:
  return result;
}

int
pipeline_broken (int n)
{
  int result = -1;
  int *a, *b;

  a = malloc (n * sizeof *a); /* { dg-bogus "escape:leak" } */
  if (!a)
    goto out;
  b = malloc (n * sizeof *b); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (!b)
    goto free_a;
  a[0] = b[0] = n;
  result = compute (a[0], b[0]);
free_a:
  free (a);
out:
  return result;
}

/* A nested function captures the variables of the frame around it, as a
   closure does: a captured pointer escapes only if the function lets it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void
twice (void (*f) (int))
{
  f (1);
  f (2);
}

static int *kept;

int
captured (void)
{
  int *sum = calloc (1, sizeof *sum); /* { dg-bogus "escape:heap" } */
  if (!sum)
    return 0;
  void add (int n) { *sum += n; }
  twice (add);
  int result = *sum;
  free (sum);
  return result;
}

int
captured_and_kept (void)
{
  int *sum = calloc (1, sizeof *sum); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!sum)
    return 0;
  void add (int n) { *sum += n; kept = sum; }
  twice (add);
  return *sum;
}

int
kept_sum (void)
{
  return *kept;
}

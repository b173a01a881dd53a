/* A transparent union argument is the pointer that was passed.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

typedef union
{
  int *i;
  float *f;
} number __attribute__ ((transparent_union));

static void *kept;

static void
keep (number n)
{
  kept = n.i;
}

void
give (void)
{
  float *f = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  float *g = malloc (4); /* { dg-bogus "escape:heap" } */
  keep (f);
  free (g);
}

int
any (void)
{
  return kept != 0;
}

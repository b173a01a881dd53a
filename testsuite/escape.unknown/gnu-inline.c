/* The body of an extern inline function is a hint for the inliner, another
   one is linked: it is unknown code, at every level of optimisation.  With
   always_inline it is the body that runs.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

extern inline __attribute__ ((gnu_inline)) int
hint (const int *p)
{
  return p ? *p : 0;
}

extern inline __attribute__ ((gnu_inline, always_inline)) int
body (const int *p)
{
  return p ? *p : 0;
}

int
by_hint (void)
{
  int *p = calloc (1, sizeof *p); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int n = hint (p);
  free (p);
  return n;
}

int
by_body (void)
{
  int *p = calloc (1, sizeof *p); /* { dg-bogus "escape:heap" } */
  int n = body (p);
  free (p);
  return n;
}

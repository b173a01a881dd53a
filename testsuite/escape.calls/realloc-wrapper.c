/* A realloc wrapper releases its argument and returns a new object.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *
xrealloc (void *p, size_t n)
{
  void *q = realloc (p, n);
  if (!q)
    abort ();
  return q;
}

char *
grown (void)
{
  char *p = malloc (8); /* { dg-bogus "escape:heap" } */
  return xrealloc (p, 16); /* { dg-warning {'xrealloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
grown_and_freed (void)
{
  char *p = malloc (8); /* { dg-bogus "escape:heap" } */
  free (xrealloc (p, 16)); /* { dg-bogus "escape:heap" } */
}

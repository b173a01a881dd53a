/* A generic swap through a buffer: contents change places, no object leaves
   that would not have left anyway.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

static void
swap (void *a, void *b, size_t n)
{
  char t[16];
  memcpy (t, a, n);
  memcpy (a, b, n);
  memcpy (b, t, n);
}

char *
swapped (void)
{
  char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  char *q = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  swap (&p, &q, sizeof p);
  return p;
}

void
not_kept (void)
{
  char *p = malloc (1); /* { dg-bogus "escape:heap" } */
  char *q = malloc (2); /* { dg-bogus "escape:heap" } */
  swap (&p, &q, sizeof p);
  free (p);
  free (q);
}

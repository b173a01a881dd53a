/* _Generic chooses a function; the others are not called.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *kept;

static void
keep_int (int *p)
{
  kept = p;
}

static void
free_char (char *p)
{
  free (p);
}

#define dispose(p) _Generic ((p), int *: keep_int, char *: free_char) (p)

void
both (void)
{
  int *i = malloc (4);	/* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  char *c = malloc (1); /* { dg-bogus "escape:heap" } */
  dispose (i);
  dispose (c);
}

int
any (void)
{
  return kept != 0;
}

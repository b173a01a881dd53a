/* A case that falls through reaches the next one's statements.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static char *kept;

void
by_case (int c)
{
  char *p = 0, *q = 0;
  switch (c)
    {
    case 0:
      p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
      /* Fall through.  */
    case 1:
      kept = p;
      break;
    case 2:
      q = malloc (2); /* { dg-bogus "escape:heap" } */
      break;
    case 3:
      kept = q;
      break;
    }
  if (q)
    free (q);
}

char
kept_first (void)
{
  return *kept;
}

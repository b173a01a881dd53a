/* The cleanup attribute's function runs on every way out of the scope.  */
/* { dg-do compile } */

#include <stdlib.h>

static void
free_string (char **s)
{
  free (*s);
}

static void
zero_string (char **s)
{
  *s = 0;
}

int
released (int n)
{
  __attribute__ ((cleanup (free_string))) char *s = malloc (8); /* { dg-bogus "escape:leak" } */
  if (!s || n < 0)
    return -1;
  s[0] = n;
  return s[0];
}

int
lost (int n)
{
  __attribute__ ((cleanup (zero_string))) char *s = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (!s || n < 0)
    return -1;
  s[0] = n;
  return s[0];
}

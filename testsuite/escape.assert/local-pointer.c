/* On a pointer, local speaks of the heap object that the variable is
   initialised with.  */
/* { dg-do compile } */

#include <stdlib.h>

static char *seen;

int
broken (int n)
{
  char *p __attribute__ ((escape_local)) = malloc (16); /* { dg-error {\[escape:assert\]} } */
  seen = p;
  return n;
}

int
kept (int n)
{
  char *p __attribute__ ((escape_local)) = malloc (16); /* { dg-bogus "escape:assert" } */
  if (p)
    p[0] = n;
  n = p ? p[0] : 0;
  free (p);
  return n;
}

char
seen_first (void)
{
  return *seen;
}

/* The cleanup attribute calls its function with the variable's address.  */
/* { dg-do compile } */

#include <stdlib.h>

static void
free_pointer (char **p)
{
  free (*p); /* { dg-bogus "escape:free" } */
}

int
right (int n)
{
  __attribute__ ((cleanup (free_pointer))) char *p = malloc (8); /* { dg-bogus "escape:free" } */
  if (p)
    p[0] = n;
  return n;
}

/* A pointer that was moved along, and moved back before it is freed.  */
/* { dg-do compile } */

#include <stdlib.h>

void *
aligned_block (size_t n)
{
  char *p = malloc (n + 16); /* { dg-bogus "escape:leak" } */
  return p ? p + 16 : 0;
}

int
one_based (int n)
{
  int *a = malloc (10 * sizeof *a); /* { dg-bogus "escape:leak" } */
  if (!a)
    return 0;
  a -= 1;
  a[1] = n;
  n += a[1];
  free (a + 1);
  return n;
}

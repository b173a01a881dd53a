/* The difference of two pointers into one object is a number.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stddef.h>
#include <stdlib.h>

static ptrdiff_t offset;

void
measure (int n)
{
  int *a = calloc (10, sizeof *a); /* { dg-bogus "escape:heap" } */
  if (!a)
    return;
  int *p = a;
  while (p < a + 9 && *p == n)
    p++;
  offset = p - a;
  free (a);
}

ptrdiff_t
measured (void)
{
  return offset;
}

/* Calls are looked through: the finding stands at the call that leads to the
   allocation.  */
/* { dg-do compile } */

#include <stdlib.h>

static int
grow (int n)
{
  int *p = malloc (n * sizeof *p); /* { dg-bogus "escape:alloc" } */
  int ok = p != 0;
  free (p);
  return ok;
}

static int
grow_if (int n)
{
  return n > 10 ? grow (n) : 1; /* { dg-bogus "escape:alloc" } */
}

static int
clamp (int n)
{
  return n > 10 ? 10 : n;
}

__attribute__ ((escape_nonallocating)) int
tick (int n)
{
  n = clamp (n); /* { dg-bogus "escape:alloc" } */
  return grow_if (n); /* { dg-warning {\[escape:alloc\]} } */
}

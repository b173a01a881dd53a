/* alloca in a function that is always inlined belongs to the caller: the
   callee may return it, the caller may not.  */
/* { dg-do compile } */

#include <alloca.h>

static inline __attribute__ ((always_inline)) char *
scratch (int n)
{
  return alloca (n); /* { dg-bogus "escape:stack" } */
}

char
use_scratch (int n)
{
  char *p = scratch (n); /* { dg-bogus "escape:stack" } */
  p[0] = n;
  return p[0];
}

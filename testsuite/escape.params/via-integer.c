/* A pointer that goes through an integer, a mask or a tag is still followed.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stdint.h>

void *
align (void *p) /* { dg-note "leaking param: 'p' to result level=0" } */
{
  return (void *) (((uintptr_t) p + 15) & ~(uintptr_t) 15);
}

int
is_aligned (void *p) /* { dg-note "'p' does not escape" } */
{
  return ((uintptr_t) p & 15) == 0;
}

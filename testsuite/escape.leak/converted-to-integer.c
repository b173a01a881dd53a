/* A pointer that travels as an integer is still the pointer that is freed.  */
/* { dg-do compile } */

#include <stdint.h>
#include <stdlib.h>

void
tagged (int tag)
{
  uintptr_t v = (uintptr_t) malloc (16); /* { dg-bogus "escape:leak" } */
  v |= tag & 7;
  free ((void *) (v & ~(uintptr_t) 7));
}

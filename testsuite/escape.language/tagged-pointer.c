/* A pointer with a tag in its low bits is a pointer.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdint.h>
#include <stdlib.h>

static uintptr_t slot;

void
put (int tag)
{
  slot = (uintptr_t) malloc (8) | (tag & 7); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
tag_of (int tag)
{
  uintptr_t v = (uintptr_t) malloc (8) | (tag & 7); /* { dg-bogus "escape:heap" } */
  tag = v & 7;
  free ((void *) (v & ~(uintptr_t) 7));
  return tag;
}

int
slot_tag (void)
{
  return slot & 7;
}

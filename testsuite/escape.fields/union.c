/* A union's members share their bytes: what is stored as one is read as the
   other.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdint.h>
#include <stdlib.h>

union word
{
  void *pointer;
  uintptr_t bits;
};

uintptr_t
as_bits (void)
{
  union word w;
  w.pointer = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return w.bits;
}

int
as_flag (void)
{
  union word w;
  w.pointer = malloc (1); /* { dg-bogus "escape:heap" } */
  int flag = w.bits != 0;
  free (w.pointer);
  return flag;
}

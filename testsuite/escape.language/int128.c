/* Two pointers packed into one 128-bit integer.  */
/* { dg-do compile { target int128 } } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdint.h>
#include <stdlib.h>

static unsigned __int128 packed;

void
pack (void)
{
  uintptr_t low = (uintptr_t) malloc (1);  /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  uintptr_t high = (uintptr_t) malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  packed = ((unsigned __int128) high << 64) | low;
}

uintptr_t
packed_low (void)
{
  return (uintptr_t) packed;
}

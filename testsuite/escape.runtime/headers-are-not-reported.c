/* The runtime's headers are system headers: their functions are looked into,
   and not spoken of.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <escape/hmaps.h>
#include <escape/slices.h>

int
nothing (int n)
{
  return n;
}

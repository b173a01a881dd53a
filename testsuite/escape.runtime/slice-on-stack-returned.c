/* A stack-backed slice that is returned leaves its array behind.  */
/* { dg-do compile } */

#include <escape/slices.h>

ints
left_behind (void)
{
  SLICE_ON_STACK (ints, s, 8); /* { dg-warning {address of .*s.*escapes its (?:frame|block) \[escape:stack\]} } */
  s.len = 1;
  return s;
}

/* Its group can be ignored or made errors, a function can be declared ok.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-error=nil" } */

#include <escape/hmaps.h>

void
wrong (void)
{
  int_int_map_put (NULL, 1, 2); /* { dg-error {assignment to entry in nil map \[escape:nil\]} } */
}

void test_of_the_fault (void) ESCAPE_OK ("tests the fault");

void
test_of_the_fault (void)
{
  int_int_map_put (NULL, 1, 2); /* { dg-bogus "escape:nil" } */
}

#pragma escape ignore "nil"

void
also_silent (void)
{
  int_int_map_put (NULL, 1, 2); /* { dg-bogus "escape:nil" } */
}

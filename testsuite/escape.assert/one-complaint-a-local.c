/* An assertion that does not hold says it all: no other group complains of the
   same object, unless the assertion is ignored.  */
/* { dg-do compile } */

#include <escape/slices.h>

int *hook;
ints kept;

void
frame (void)
{
  int i ESCAPE_LOCAL = 1; /* { dg-error {'i' is declared 'local' but escapes \[escape:assert\]} } */
  hook = &i;
}

void
heap (void)
{
  ints s ESCAPE_LOCAL = ints_make (0, 4); /* { dg-error {'s' is declared 'local' but escapes \[escape:assert\]} } */
  s = ints_append (s, 1);
  kept = s;
}

#pragma escape ignore "assert"

void
ignored (void)
{
  int i ESCAPE_LOCAL = 1; /* { dg-warning {address of local 'i' escapes its frame \[escape:stack\]} } */
  hook = &i;
}

/* #pragma escape changes a group from its line on; push and pop nest.  Without
   a push, pop brings the command line's states back.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

int *kept;

#pragma escape push
#pragma escape ignore "heap"
void
esc_ignored (void)
{
  kept = malloc (4);
}

#pragma escape push
#pragma escape error "heap"
void
esc_error (void)
{
  kept = malloc (4); /* { dg-error {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
#pragma escape warn "heap"
  kept = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

#pragma escape pop
void
esc_popped (void)
{
  kept = malloc (4);
}

#pragma escape pop
void
esc_as_before (void)
{
  kept = malloc (4); /* { dg-warning {\[escape:heap\]} } */
  _Pragma ("escape ignore \"heap\"") kept = malloc (4);
}

#pragma escape pop
void
esc_without_push (void)
{
  kept = malloc (4); /* { dg-warning {\[escape:heap\]} } */
}

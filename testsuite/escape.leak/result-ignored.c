/* An allocation whose result nobody takes.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

void
ignored (const char *s)
{
  char *unused = strdup (s); /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
  (void) unused;
}

/* Before exit or abort nothing needs to be released.  A function that can also
   return has lost the object where it does.  */
/* { dg-do compile } */

#include <stdio.h>
#include <stdlib.h>

_Noreturn void
fail (int code)
{
  char *text = malloc (40); /* { dg-bogus "escape:leak" } */
  if (text)
    {
      snprintf (text, 40, "error %d", code);
      puts (text);
    }
  exit (code);
}

void
warn_maybe (int code)
{
  char *text = malloc (40); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (text)
    {
      snprintf (text, 40, "error %d", code);
      puts (text);
    }
  if (code)
    exit (code);
}

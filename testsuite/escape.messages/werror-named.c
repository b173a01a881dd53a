/* Under -Werror a group that warn= names stays a warning, and one that error=
   names is an error.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -Werror -fplugin-arg-escape-warn=leak -fplugin-arg-escape-error=heap" } */

#include <stdlib.h>

void *
make (void)
{
  return malloc (8); /* { dg-error {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
lost (void)
{
  return malloc (8) != 0; /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
}

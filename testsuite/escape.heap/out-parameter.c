/* What is stored through a pointer parameter of an exported function is in the
   caller's memory and escapes.  A local out-variable keeps it here.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

int
open_log (char **out)
{
  *out = malloc (80); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return *out != 0;
}

int
check_log (void)
{
  char *local;
  char **out = &local;
  *out = malloc (80); /* { dg-bogus "escape:heap" } */
  int ok = *out != 0;
  free (local);
  return ok;
}

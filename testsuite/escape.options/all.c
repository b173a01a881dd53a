/* `all' names every group; for one group the last option wins.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=all -fplugin-arg-escape-error=heap" } */

#include <stdlib.h>

void *kept;

void
keep (void)
{
  int i = 0;
  kept = &i;
  kept = malloc (1); /* { dg-error {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
lost (void)
{
  char *p = malloc (1);
  return p != 0;
}

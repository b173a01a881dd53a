/* `restrict' promises something to the optimiser; what flows where is what the
   statements do.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

static void
set (char **restrict to, char **restrict from)
{
  *to = *from;
}

char *
result (void)
{
  char *kept = NULL;
  char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  set (&kept, &p);
  return kept;
}

int
local (void)
{
  char *restrict kept = NULL;
  char *p = malloc (1); /* { dg-bogus "escape:heap" } */
  set ((char **) &kept, &p);
  int first = kept[0];
  free (p);
  return first;
}

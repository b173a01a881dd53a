/* Any label whose address is taken may be where a computed goto leads.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static char *kept;

void
run (const unsigned char *code)
{
  static const void *const ops[] = { &&make, &&keep, &&stop };
  char *p = 0;
  char *q = malloc (2); /* { dg-bogus "escape:heap" } */

  goto *ops[*code];
make:
  free (p);
  p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  goto *ops[*++code];
keep:
  kept = p;
  p = 0;
  goto *ops[*++code];
stop:
  free (p);
  free (q);
}

char
kept_first (void)
{
  return *kept;
}

/* A handle from libc is an object that must be released: fclose does it.  */
/* { dg-do compile } */

#include <stdio.h>

int
lost (const char *name)
{
  FILE *f = fopen (name, "r"); /* { dg-warning {'fopen\(\.\.\.\)' is never released \[escape:leak\]} } */
  return f ? getc (f) : -1;
}

int
closed (const char *name)
{
  FILE *f = fopen (name, "r"); /* { dg-bogus "escape:leak" } */
  if (!f)
    return -1;
  int c = getc (f);
  fclose (f);
  return c;
}

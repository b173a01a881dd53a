/* -w silences the warnings.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -w" } */

#include <stdlib.h>

static int *hook;

char *
make (void)
{
  int local = 0; /* { dg-bogus "escape:stack" } */
  hook = &local;
  return malloc (8); /* { dg-bogus "escape:heap" } */
}

int
hooked (void)
{
  return *hook;
}

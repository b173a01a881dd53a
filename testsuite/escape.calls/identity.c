/* A function that returns its argument makes no object; the argument goes
   on.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *
check (void *p)
{
  if (!p)
    abort ();
  return p;
}

void *
checked (void)
{
  return check (malloc (4)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
checked_and_freed (void)
{
  free (check (malloc (4))); /* { dg-bogus "escape:heap" } */
}

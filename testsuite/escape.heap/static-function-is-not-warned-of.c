/* A static function that returns its object is an allocator: the site is not
   warned of there, but at the call where the object still escapes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static int *
counter_new (int start)
{
  int *c = malloc (sizeof *c); /* { dg-bogus "escape:heap" } */
  if (c)
    *c = start;
  return c;
}

int *
counter_shared (void)
{
  return counter_new (0); /* { dg-warning {'counter_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
counter_private (void)
{
  int *c = counter_new (7); /* { dg-bogus "escape:heap" } */
  if (!c)
    return 0;
  int value = *c;
  free (c);
  return value;
}

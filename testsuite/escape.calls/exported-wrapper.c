/* An exported wrapper is warned of itself, since its callers are unknown, and
   so is each call in the unit that lets the object go on.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

int *
ints_new (int n)
{
  return calloc (n, sizeof (int)); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int *
ten (void)
{
  return ints_new (10); /* { dg-warning {'ints_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
probe (void)
{
  int *a = ints_new (10); /* { dg-bogus "escape:heap" } */
  int ok = a != 0;
  free (a);
  return ok;
}

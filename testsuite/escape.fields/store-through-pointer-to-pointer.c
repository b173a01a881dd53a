/* **pp = q: Go sends q to the heap; here it goes where pp leads.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

int
stays (void)
{
  int *slot, **p = &slot, ***pp = &p;
  **pp = malloc (sizeof (int)); /* { dg-bogus "escape:heap" } */
  int ok = slot != 0;
  free (slot);
  return ok;
}

static int *global_slot;

int
leaves (void)
{
  int **p = &global_slot, ***pp = &p;
  **pp = malloc (sizeof (int)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return global_slot != 0;
}

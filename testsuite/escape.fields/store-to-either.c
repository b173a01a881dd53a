/* A store through a pointer that may lead to a local or to a global.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-ignore=pathleak" } */

#include <stdlib.h>

static void *global_slot;

int
either (int outside)
{
  void *slot = 0, *other = 0;
  void **p = outside ? &global_slot : &slot;
  void **q = outside ? &other : &slot;
  *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  *q = malloc (2); /* { dg-bogus "escape:heap" } */
  free (*q);
  return global_slot == slot;
}

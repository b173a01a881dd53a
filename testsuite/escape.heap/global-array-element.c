/* An element of a global array is as global as the array, whether its index
   is constant or not.  An element of a local array is not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *slots[8];

void
slots_fill (unsigned i)
{
  slots[0] = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  slots[i % 8] = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
slots_local (unsigned i)
{
  void *mine[8] = { 0 };
  mine[i % 8] = malloc (8); /* { dg-bogus "escape:heap" } */
  free (mine[i % 8]);
}

void *
slots_get (unsigned i)
{
  return slots[i % 8];
}

/* An object of alloca's may hold pointers; they leave only if they are read
   back and leave.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <alloca.h>
#include <stdlib.h>

void *
second (void)
{
  void **a = alloca (2 * sizeof *a);
  a[0] = malloc (1); /* { dg-bogus "escape:heap" } */
  a[1] = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  free (a[0]);
  return a[1];
}

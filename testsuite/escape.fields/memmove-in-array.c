/* memmove shifts elements: the second becomes the first.  The old first is
   overwritten, but what is freed was read before.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

char *
shift (void)
{
  char *a[2];
  char *removed = malloc (1); /* { dg-bogus "escape:heap" } */
  a[0] = removed;
  a[1] = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  memmove (&a[0], &a[1], sizeof a[0]);
  free (removed);
  return a[0];
}

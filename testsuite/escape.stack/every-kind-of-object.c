/* Bugs are told of whatever is tracked: track=map says nothing of raw objects
   that escape, and still warns of the local.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=map" } */

#include <stdlib.h>

int **
pair (void)
{
  int right = 0; /* { dg-warning {address of local 'right' escapes its frame \[escape:stack\]} } */
  int **p = malloc (2 * sizeof *p); /* { dg-bogus "escape:heap" } */
  if (!p)
    return 0;
  p[0] = 0;
  p[1] = &right;
  return p;
}

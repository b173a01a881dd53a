/* An object made in a nested function and stored in the frame around it is
   that frame's: a nested function is an allocator like any static one.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

char *
line_of (int n)
{
  char *line = 0, *scratch = 0;
  void make (void)
  {
    line = malloc (80);	   /* { dg-bogus "escape:heap" } */
    scratch = malloc (80); /* { dg-bogus "escape:heap" } */
  }
  if (n)
    make (); /* { dg-warning {'make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  free (scratch);
  return line;
}

/* After setjmp a variable may have any value that it had before longjmp.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <setjmp.h>
#include <stdlib.h>

extern void work (void);
static jmp_buf env;

char *
result (void)
{
  char *volatile p = 0;
  char *q = malloc (1); /* { dg-bogus "escape:heap" } */
  if (setjmp (env))
    return p;
  p = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  work ();
  free (q);
  free (p);
  return 0;
}

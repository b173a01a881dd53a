/* The attribute on the prototype is the definition's too.  */
/* { dg-do compile } */

#include <stdlib.h>

int tick (int) __attribute__ ((escape_nonallocating));

int
tick (int n)
{
  char *p = malloc (n); /* { dg-warning {\[escape:alloc\]} } */
  free (p);
  return n;
}

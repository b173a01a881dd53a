/* A loop that frees what the round before has made releases the object.  One
   that only overwrites the pointer does not.  */
/* { dg-do compile } */

#include <stdlib.h>

int
rolling (int n)
{
  int *previous = 0;
  for (int i = 0; i < n; i++)
    {
      int *p = malloc (sizeof *p); /* { dg-bogus "escape:leak" } */
      if (!p)
	break;
      *p = i;
      free (previous);
      previous = p;
    }
  n = previous ? *previous : 0;
  free (previous);
  return n;
}

int
piling_up (int n)
{
  int *p = 0;
  for (int i = 0; i < n; i++)
    {
      p = malloc (sizeof *p); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
      if (!p)
	break;
      *p = i;
    }
  return p ? *p : 0;
}

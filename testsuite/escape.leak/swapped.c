/* Two buffers that change places in a loop, as dynamic programming has them:
   both are freed, whichever is which.  */
/* { dg-do compile } */

#include <stdlib.h>

int
paths (int n)
{
  int *now = calloc (8, sizeof *now);	/* { dg-bogus "escape:leak" } */
  int *next = calloc (8, sizeof *next); /* { dg-bogus "escape:leak" } */
  if (now && next)
    while (n-- > 0)
      {
	for (int i = 1; i < 8; i++)
	  next[i] = now[i] + now[i - 1];
	int *t = now;
	now = next;
	next = t;
      }
  n = now ? now[7] : 0;
  free (now);
  free (next);
  return n;
}

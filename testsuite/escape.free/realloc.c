/* realloc releases what it is given, so that must be on the heap.  */
/* { dg-do compile } */

#include <stdlib.h>

void
wrong (void)
{
  char buf[16] = "";
  char *p = buf;
  char *q = realloc (p, 32); /* { dg-warning {'realloc' of 'buf', which is not on the heap \[escape:free\]} } */
  free (q);
}

void
right (void)
{
  char *p = malloc (16);
  char *q = realloc (p, 32); /* { dg-bogus "escape:free" } */
  free (q ? q : p);
}

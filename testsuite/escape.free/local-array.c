/* free of an array of the frame.  Of an object from malloc it is right.  */
/* { dg-do compile } */

#include <stdlib.h>

void
wrong (void)
{
  char buf[64];
  char *p = buf;
  buf[0] = 0;
  free (p); /* { dg-warning {'free' of 'buf', which is not on the heap \[escape:free\]} } */
}

void
right (void)
{
  char *p = malloc (64);
  free (p); /* { dg-bogus "escape:free" } */
}

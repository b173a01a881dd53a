/* Every possible target is storage of the frame: there is no path on which
   this is right.  */
/* { dg-do compile } */

#include <stdlib.h>

void
wrong (int big)
{
  char small_buf[16], big_buf[256];
  char *p = big ? big_buf : small_buf;
  p[0] = 0;
  free (p); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
}

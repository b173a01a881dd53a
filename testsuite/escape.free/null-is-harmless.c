/* Null is no storage; free of it is allowed.  */
/* { dg-do compile } */

#include <stdlib.h>

void
nothing (void)
{
  char *p = 0;
  free (p); /* { dg-bogus "escape:free" } */
}

/* A deallocator reached by other storage: a warning, at the call.  */
/* { dg-do compile } */

#include <stdlib.h>

static int table[4];

void
wrong (void)
{
  int *p = table + 1;
  free (p); /* { dg-warning {'free' of 'table', which is not on the heap \[escape:free\]} } */
}

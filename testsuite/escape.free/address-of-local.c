/* free of a variable's address.  */
/* { dg-do compile } */

#include <stdlib.h>

int
wrong (int n)
{
  int counter = n;
  free (&counter); /* { dg-warning {'free' of 'counter', which is not on the heap \[escape:free\]} } */
  return n;
}

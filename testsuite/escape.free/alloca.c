/* What alloca and a VLA give is freed by the return, not by free.  */
/* { dg-do compile } */

#include <alloca.h>
#include <stdlib.h>

void
from_alloca (int n)
{
  char *p = alloca (n);
  p[0] = 0;
  free (p); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
}

void
from_vla (int n)
{
  char a[n];
  char *p = a;
  p[0] = 0;
  free (p); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
}

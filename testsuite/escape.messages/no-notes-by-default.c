/* Without m=1 there are no notes, and a correct program gets no word at all. */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

extern void fill (int *);

int *
same (int *p)
{
  return p;
}

int
all_three (void)
{
  int local;
  int *heap = malloc (sizeof *heap);
  fill (&local);
  free (heap);
  return local;
}

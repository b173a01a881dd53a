/* A heap object, a local and a parameter that do not escape: notes, at m=1. */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

static void
set (int *p) /* { dg-note "'p' does not escape" } */
{
  *p = 1;
}

int
all_three (void)
{
  int local = 0; /* { dg-note "'local' does not escape" } */
  int *heap = malloc (sizeof *heap); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  set (&local);
  if (heap)
    set (heap);
  free (heap);
  return local;
}

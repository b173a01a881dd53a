/* A comparison that cannot be seen may keep what it is handed.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

extern int compare (const void *, const void *);

int
sorted (void)
{
  int a[2] = { 2, 1 }; /* { dg-note "'a' is passed to unknown code" } */
  qsort (a, 2, sizeof *a, compare);
  return a[0];
}

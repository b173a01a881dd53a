/* qsort calls its comparison with pointers into the array and keeps nothing
   itself.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static const int *largest;

static int
compare (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

static int
compare_and_keep (const void *a, const void *b)
{
  largest = b;
  return *(const int *) a - *(const int *) b;
}

int
median (int n)
{
  int *a = malloc (9 * sizeof *a); /* { dg-bogus "escape:heap" } */
  if (!a)
    return 0;
  for (int i = 0; i < 9; i++)
    a[i] = n * i % 7;
  qsort (a, 9, sizeof *a, compare);
  n = a[4];
  free (a);
  return n;
}

void
sort_and_keep (int n)
{
  int *a = malloc (9 * sizeof *a); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!a)
    return;
  for (int i = 0; i < 9; i++)
    a[i] = n * i % 7;
  qsort (a, 9, sizeof *a, compare_and_keep);
}

int
largest_seen (void)
{
  return *largest;
}

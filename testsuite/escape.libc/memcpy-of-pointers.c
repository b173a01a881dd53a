/* memcpy and memmove copy what an object holds, so pointers too; the result is
   the first argument.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

void
copy_out (void **out)
{
  void *a[2];
  a[0] = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  a[1] = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  memcpy (out, a, sizeof a);
}

void
copy_numbers_out (int *out)
{
  int *a = calloc (2, sizeof *a); /* { dg-bogus "escape:heap" } */
  if (!a)
    return;
  memcpy (out, a, 2 * sizeof *a);
  free (a);
}

void *
copy_result (void)
{
  void *a[2] = { 0 };
  void *b = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!b)
    return 0;
  return memcpy (b, a, sizeof a);
}

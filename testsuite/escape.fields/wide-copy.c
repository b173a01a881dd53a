/* Sixteen bytes at once: GCC copies both pointers as one wide integer.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

struct pair
{
  char *first;
  char *second;
};

void
copy_out (struct pair *out)
{
  struct pair p;
  p.first = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  p.second = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  memcpy (out, &p, 16);
}

int
copy_in (void)
{
  struct pair p, q;
  p.first = malloc (1); /* { dg-bogus "escape:heap" } */
  p.second = malloc (2); /* { dg-bogus "escape:heap" } */
  memcpy (&q, &p, 16);
  free (q.first);
  free (q.second);
  return 0;
}

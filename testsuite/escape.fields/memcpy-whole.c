/* memcpy of a whole struct does what an assignment does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

struct pair
{
  char *first;
  char *second;
};

char *
second_of_copy (void)
{
  struct pair p, q;
  p.first = malloc (1); /* { dg-bogus "escape:heap" } */
  p.second = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  memcpy (&q, &p, sizeof q);
  free (p.first);
  return q.second;
}

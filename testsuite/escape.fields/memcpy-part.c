/* memcpy of the first half copies the first pointer and not the second.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

struct pair
{
  char *first;
  char *second;
};

struct pair
half (void)
{
  struct pair p, q = { 0, 0 };
  p.first = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  p.second = malloc (2); /* { dg-bogus "escape:heap" } */
  memcpy (&q, &p, sizeof q.first);
  free (p.second);
  return q;
}

/* Assigning a struct copies its pointers, field by field.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

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
  q = p;
  free (p.first);
  return q.second;
}

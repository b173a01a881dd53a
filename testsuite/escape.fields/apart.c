/* The fields of a struct are told apart: one is returned, one is not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct pair
{
  char *first;
  char *second;
};

char *
keep_first (void)
{
  struct pair p;
  p.first = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  p.second = malloc (2); /* { dg-bogus "escape:heap" } */
  free (p.second);
  return p.first;
}

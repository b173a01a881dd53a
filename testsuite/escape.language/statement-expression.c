/* The value of a statement expression is that of its last statement.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

#define NEW(type) ({ type *new_ = malloc (sizeof (type)); \
    if (!new_) abort (); new_; })

int *
leaves (void)
{
  int *p = ({ int *q = malloc (4); q; }); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return p;
}

int
stays (void)
{
  int n = ({ int *q = calloc (1, 4); int v = q ? *q : 0; free (q); v; }); /* { dg-bogus "escape:heap" } */
  return n;
}

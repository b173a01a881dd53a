/* A store with a variable index may have hit the element that is returned. */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct two
{
  char *slot[2];
  char *beside;
};

char *
first (unsigned i)
{
  struct two t = { { 0, 0 }, 0 };
  t.slot[i % 2] = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  t.beside = malloc (2); /* { dg-bogus "escape:heap" } */
  free (t.beside);
  return t.slot[0];
}

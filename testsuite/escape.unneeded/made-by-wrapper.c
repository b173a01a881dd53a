/* The advice stands where the object is made for this function: at the call of
   the wrapper, not in it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-warn=unneeded" } */

#include <stdlib.h>

struct pair
{
  int a, b;
};

static struct pair *
pair_new (int a, int b)
{
  struct pair *p = malloc (sizeof *p); /* { dg-bogus "escape:unneeded" } */
  if (!p)
    abort ();
  p->a = a;
  p->b = b;
  return p;
}

int
product (int a, int b)
{
  struct pair *p = pair_new (a, b); /* { dg-warning {\[escape:unneeded\]} } */
  a = p->a * p->b;
  free (p);
  return a;
}

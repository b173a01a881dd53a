/* A function that is only declared may keep what it is given, and what can be
   reached from it; what it is not given it cannot keep.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct outer
{
  void *inner;
};

extern void use (struct outer *);

void
give (void)
{
  struct outer *o = malloc (sizeof *o); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!o)
    return;
  o->inner = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  use (o);
}

void
keep (void)
{
  struct outer *given = malloc (sizeof *given); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  void *kept = malloc (1); /* { dg-bogus "escape:heap" } */
  if (!given)
    abort ();
  given->inner = 0;
  use (given);
  free (kept);
}

/* A store into p->a.b->c, where p is a parameter, reaches the caller's memory
   through two loads.  The same store into a local structure does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct leaf
{
  int *count;
};

struct branch
{
  int id;
  struct
  {
    struct leaf *leaf;
  } a;
};

void
attach (struct branch *p)
{
  p->a.leaf->count = malloc (sizeof (int)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
attach_local (void)
{
  struct leaf leaf = { 0 };
  struct branch b = { 1, { &leaf } };
  b.a.leaf->count = malloc (sizeof (int)); /* { dg-bogus "escape:heap" } */
  int made = leaf.count != 0;
  free (leaf.count);
  return made;
}

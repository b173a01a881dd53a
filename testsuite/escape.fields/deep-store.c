/* p->a.b->c = q, where everything on the way is local.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct c
{
  char *text;
};

struct p
{
  struct
  {
    struct c *b;
  } a;
};

int
stays (void)
{
  struct c c = { 0 };
  struct p local = { { &c } }, *p = &local;
  p->a.b->text = malloc (4); /* { dg-bogus "escape:heap" } */
  int ok = c.text != 0;
  free (c.text);
  return ok;
}

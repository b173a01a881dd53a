/* A value that a callee reads from a global before it sets that is not what it
   sets.  */
/* { dg-do compile } */

static int *last;

static int *
exchange (int *p)
{
  int *old = last;
  last = p;
  return old;
}

int *
set_twice (int n)
{
  int a = n; /* { dg-bogus "escape:stack" } */
  int *old = exchange (&a);
  exchange (old);
  return old;
}

/* What a callee makes and loses is told of the callee, and not of each caller
   again; what its caller made and it loses is told of the caller.  */
/* { dg-do compile } */

#include <stdlib.h>

struct two
{
  char *a, *b;
};

static struct two *
new_two (void)
{
  struct two *t = malloc (sizeof *t);
  if (!t)
    return NULL;
  t->a = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!t->a)
    {
      free (t);
      return NULL;
    }
  t->b = malloc (4);
  if (!t->b)
    {
      free (t);
      return NULL;
    }
  return t;
}

static void
delete_two (struct two *t)
{
  if (t)
    {
      free (t->a);
      free (t->b);
      free (t);
    }
}

int
once (void)
{
  struct two *t = new_two (); /* { dg-bogus "escape:" } */
  if (!t)
    return -1;
  delete_two (t);
  return 0;
}

int
twice (void)
{
  struct two *t = new_two (), *u = new_two (); /* { dg-bogus "escape:" } */
  delete_two (t);
  delete_two (u);
  return 0;
}

static void
forget (struct two *t, int all)
{
  t->a = NULL;
  if (all)
    t->b = NULL;
}

int
lost_by_callee (int all)
{
  struct two t = { NULL, malloc (4) }; /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  forget (&t, all);
  free (t.b);
  return 0;
}

int
early (int n)
{
  struct two *t = new_two (); /* { dg-warning {'new_two\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!t || n < 0)
    return -1;
  delete_two (t);
  return 0;
}

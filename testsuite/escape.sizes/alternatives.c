/* Of two objects of which a call makes one, the larger is as much as it needs; of
   two that it makes both, both.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=heap" } */
/* { dg-json {"function": "either_of_two".*"name": "either".*"size": 32} } */
/* { dg-json {"function": "one_of_four".*"name": "by_number".*"size": 40} } */
/* { dg-json {"function": "two_together".*"name": "both".*"size": 42} } */
/* { dg-json {"function": "two_callbacks".*"name": "either".*"size": 84} } */
/* { dg-json {"function": "one_and_either".*"name": "with_head".*"size": 48} } */

#include <stdlib.h>

struct pair { void *a, *b; };

static void *
either (int c)
{
  return c ? malloc (10) : malloc (32);
}

static void *
by_number (int n)
{
  switch (n)
    {
    case 0:
      return malloc (8);
    case 1:
      return malloc (40);
    case 2:
      return malloc (24);
    default:
      return either (n);
    }
}

static void
both (struct pair *p)
{
  p->a = malloc (10);
  p->b = malloc (32);
}

static void
with_head (struct pair *p, int c)
{
  p->a = malloc (16);
  p->b = either (c);
}

void
either_of_two (int c)
{
  free (either (c));
}

void
one_of_four (int c)
{
  free (by_number (c));
}

void
two_together (void)
{
  struct pair p;
  both (&p);
  free (p.a);
  free (p.b);
}

void
one_and_either (int c)
{
  struct pair p;
  with_head (&p, c);
  free (p.a);
  free (p.b);
}

/* Two callbacks, each of which makes one of two: two objects.  */

static void
call_both (void *(*f) (int), void *(*g) (int), struct pair *p, int c)
{
  p->a = f (c);
  p->b = g (c);
}

void
two_callbacks (int c)
{
  struct pair p;
  call_both (either, either, &p, c);
  free (p.a);
  free (p.b);
}

/* Objects of one iteration that hold each other go with it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-warn=unneeded" } */

#include <stdlib.h>

struct node
{
  struct node *other;
};

int
in_a_ring (int n)
{
  int found = 0;
  while (n--)
    {
      struct node *a = calloc (1, sizeof *a); /* { dg-warning "escape:unneeded" } */
      struct node *b = calloc (1, sizeof *b); /* { dg-warning "escape:unneeded" } */
      if (a && b)
	{
	  a->other = b;
	  b->other = a;
	  found += a->other->other == a;
	}
      free (a);
      free (b);
    }
  return found;
}

int
in_a_ring_that_goes_on (int n)
{
  int found = 0;
  struct node *last = NULL;
  while (n--)
    {
      struct node *a = calloc (1, sizeof *a); /* { dg-bogus "escape:unneeded" } */
      struct node *b = calloc (1, sizeof *b); /* { dg-bogus "escape:unneeded" } */
      if (a && b)
	{
	  a->other = b;
	  b->other = a;
	  found += last && last->other == b;
	  last = a;
	}
      free (a);
      free (b);
    }
  return found;
}

/* What one call makes several of is no single local variable.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-warn=unneeded" } */

#include <stdlib.h>

struct node
{
  struct node *next, *other;
};

static void
release (struct node *n)
{
  for (struct node *next; n; n = next)
    {
      next = n->next;
      free (n);
    }
}

static struct node *
list_of (int n)
{
  struct node *all = NULL;
  while (n-- > 0)
    {
      struct node *one = malloc (sizeof *one);
      if (!one)
        abort ();
      one->next = all;
      all = one;
    }
  return all;
}

int
list (void)
{
  struct node *l = list_of (4); /* { dg-bogus "escape:unneeded" } */
  struct node *second = l->next;
  free (l);
  free (second);
  return second != NULL;
}

static struct node *
through (int n)
{
  return list_of (n);
}

int
list_through (void)
{
  struct node *l = through (4); /* { dg-bogus "escape:unneeded" } */
  free (l);
  return 0;
}

static struct node *
copy (const struct node *n)
{
  if (!n)
    return NULL;
  struct node *one = malloc (sizeof *one);
  if (!one)
    abort ();
  one->next = copy (n->next);
  one->other = copy (n->other);
  return one;
}

int
tree (const struct node *n)
{
  struct node *c = copy (n); /* { dg-bogus "escape:unneeded" } */
  free (c);
  return 0;
}

/* A loop that goes round only where there was no memory makes one.  */

static struct node *
patient (int (*wait) (void))
{
  struct node *n;
  while (!(n = malloc (sizeof *n)))
    if (wait ())
      exit (1);
  n->next = NULL;
  return n;
}

int
one (int (*wait) (void))
{
  struct node *n = patient (wait); /* { dg-warning {'patient\(...\)' does not escape and could live on the stack \((8|16) bytes\) \[escape:unneeded\]} } */
  int result = n->next == NULL;
  free (n);
  return result;
}

int
one_in_each_round (int (*wait) (void))
{
  int result = 0;
  for (int i = 0; i < 3; i++)
    {
      struct node *n = patient (wait); /* { dg-warning {'patient\(...\)' does not escape and could live on the stack \((8|16) bytes\) \[escape:unneeded\]} } */
      result += n->next == NULL;
      free (n);
    }
  return result;
}

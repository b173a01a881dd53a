/* A dummy head that a callee hands on from node to node, or back.  */
/* { dg-do compile } */

#include <stddef.h>

struct node { struct node *next; int v; };

/* L in front of H, turned round.  */

static struct node *
reverse (struct node *l, struct node *h)
{
  while (l)
    {
      struct node *n = l->next;
      l->next = h;
      h = l;
      l = n;
    }
  return h;
}

struct node *
in_front_of_local (struct node *l)
{
  struct node h = { NULL, 0 }; /* { dg-warning {address of local 'h' escapes its frame \[escape:stack\]} } */
  return reverse (l, &h);
}

struct node *
in_front_of_nothing (struct node *l)
{
  struct node h = { l, 0 }; /* { dg-bogus "escape:stack" } */
  h.next = reverse (h.next, NULL);
  return h.next;
}

static struct node *
reverse_on (struct node *l, struct node *done)
{
  if (!l)
    return done;
  struct node *n = l->next;
  l->next = done;
  return reverse_on (n, l);
}

struct node *
in_front_by_recursion (struct node *l)
{
  struct node h = { NULL, 0 }; /* { dg-warning {address of local 'h' escapes its frame \[escape:stack\]} } */
  return reverse_on (l, &h);
}

static struct node *
last (struct node *h)
{
  while (h->next)
    h = h->next;
  return h;
}

struct node *
last_or_local (struct node *l)
{
  struct node h = { l, 0 }; /* { dg-warning {address of local 'h' escapes its frame \[escape:stack\]} } */
  return last (&h);
}

struct node *
last_or_nothing (struct node *l)
{
  struct node h = { l, 0 }; /* { dg-bogus "escape:stack" } */
  struct node *e = last (&h);
  return e == &h ? NULL : e;
}

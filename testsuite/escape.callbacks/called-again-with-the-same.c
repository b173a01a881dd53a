/* Two calls of what a function is given are one to its callers if they get the
   same, or if there are many; what any of them returns counts.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

void *kept;

static void *
make (void *p)
{
  (void) p;
  return malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
}

static void *
same (void *p)
{
  return p;
}

static void
two (void *(*f) (void *), void *p, void **x, void **y)
{
  *x = f (p);
  *y = f (p);
}

void
second_is_kept (void)
{
  void *own;
  two (make, NULL, &own, &kept); /* { dg-warning {'make\(\.\.\.\)' escapes to heap} } */
  free (own);
}

void
first_is_kept (void)
{
  void *own;
  two (make, NULL, &kept, &own); /* { dg-warning {'make\(\.\.\.\)' escapes to heap} } */
  free (own);
}

void
second_is_handed_back (void)
{
  void *own;
  void *p = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  two (same, p, &own, &kept);
}

void
none_is_kept (void)
{
  void *one, *other;
  two (make, NULL, &one, &other); /* { dg-bogus "escape:" } */
  free (one);
  free (other);
}

/* As many as the recursion is deep.  */

static void *
repeat (void *(*f) (void *), void *p, int n)
{
  void *q = n ? repeat (f, p, n - 1) : p;
  return f (q);
}

void *
made_deep (int n)
{
  void *p = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  return repeat (same, p, n);
}

struct node { struct node *next; };

static void *
link (void *next)
{
  struct node *n = malloc (sizeof *n); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  if (n)
    n->next = next;
  return n;
}

struct node *
list (int n)
{
  return repeat (link, NULL, n); /* { dg-warning {'link\(\.\.\.\)' escapes to heap} } */
}

int
list_and_back (int n)
{
  struct node *l = repeat (link, NULL, n); /* { dg-bogus "escape:" } */
  for (n = 0; l; n++)
    {
      struct node *next = l->next;
      free (l);
      l = next;
    }
  return n;
}

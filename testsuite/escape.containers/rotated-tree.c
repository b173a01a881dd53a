/* A tree that rebalances itself: elements are linked in, then moved about, and
   whatever leads to whatever, the caller's tree has them.  The comparison is
   called, and a link can be at any offset.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

struct node
{
  char *name;
  struct node *l, *r, *up;
  short key;
};

struct tree
{
  long n;
  struct node *root;
};

static int
compare (struct node *a, struct node *b) /* { dg-note "'a' does not escape" } */
/* { dg-note "'b' does not escape" "" { target *-*-* } .-1 } */
{
  return a->key - b->key;
}

static void
rotate (struct tree *t, struct node *n) /* { dg-note "leaking param: 'n' to param 't' level=\[12\]" } */
/* { dg-note "'t' does not escape" "" { target *-*-* } .-1 } */
{
  struct node *p, *x;
  while ((p = n->up))
    {
      x = p->r;
      p->r = x->l;
      x->up = p->up;
      t->root = x;
      x->l = p;
      p->up = x;
      n = p;
    }
}

static void
insert (struct tree *t, struct node *n) /* { dg-note "leaking param: 'n' to param 't' level=0" } */
/* { dg-note "leaking param: 't' to param 'n' level=1" "" { target *-*-* } .-1 } */
{
  struct node *at = t->root, *p = NULL;
  while (at)
    {
      p = at;
      if (compare (n, at) < 0)
        at = at->l;
      else
        at = at->r;
    }
  n->up = p;
  if (p)
    p->r = n;
  else
    t->root = n;
  rotate (t, n);
}

int
add (struct tree *t) /* { dg-note "'t' does not escape" } */
{
  struct node *n = calloc (1, sizeof *n); /* { dg-warning "'calloc\\(...\\)' escapes to heap" } */
  if (!n)
    return -1;
  insert (t, n);
  return 0;
}

/* The tree is the function's own, and still empty.  */

struct node *
first (void)
{
  struct tree t = { 0, NULL }; /* { dg-note "'t' does not escape" } */
  struct node *n = calloc (1, sizeof *n); /* { dg-warning "'calloc\\(...\\)' escapes to heap" } */
  if (n)
    insert (&t, n);
  return t.root;
}

void
for_a_while (void)
{
  struct tree t = { 0, NULL }; /* { dg-note "'t' does not escape" } */
  struct node *n = calloc (1, sizeof *n); /* { dg-note "'calloc\\(...\\)' does not escape" } */
  if (!n)
    return;
  insert (&t, n);
  free (n);
}

/* Splayed: each look moves what it meets, by recursion.  */

static struct node *
splay (struct node *t, struct node *key) /* { dg-note "leaking param: 't' to result level=\[01\]" } */
/* { dg-note "'key' does not escape" "" { target *-*-* } .-1 } */
/* { dg-note "leaking param: 't' to param 't' level=0" "" { target *-*-* } .-2 } */
{
  struct node *x;
  if (!t || !(x = compare (key, t) < 0 ? t->l : t->r))
    return t;
  x = splay (x, key);
  t->l = x->r;
  x->r = t;
  return x;
}

void
splay_in (struct tree *t, short key) /* { dg-note "'t' does not escape" } */
{
  struct node *n = calloc (1, sizeof *n); /* { dg-warning "'calloc\\(...\\)' escapes to heap" } */
  if (!n)
    return;
  n->key = key;
  n->r = splay (t->root, n);
  t->root = n;
}

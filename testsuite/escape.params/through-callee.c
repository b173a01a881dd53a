/* A flow through a callee is the caller's flow, levels added up.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct node
{
  struct node *next;
};

static struct node *
next (struct node *n) /* { dg-note "leaking param: 'n' to result level=1" } */
{
  return n->next;
}

struct node *
third (struct node *n) /* { dg-note "leaking param: 'n' to result level=2" } */
{
  return next (next (n));
}

static struct node *
same (struct node *n) /* { dg-note "leaking param: 'n' to result level=0" } */
{
  return n;
}

struct node *
still_same (struct node *n) /* { dg-note "leaking param: 'n' to result level=0" } */
{
  return same (same (n));
}

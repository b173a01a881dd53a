/* In a recursion what leaks from a list has the level that it has in a loop.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct node
{
  struct node *next;
  struct node *down;
  void *value;
};

void *kept;

struct node *
behind (struct node *p, int n) /* { dg-note "leaking param: 'p' to result level=1" } */
{
  return n ? behind (p->next, n - 1) : p->next;
}

struct node *
two_behind (struct node *p, int n) /* { dg-note "leaking param: 'p' to result level=2" } */
{
  return n ? two_behind (p->down, n - 1) : p->next->next;
}

struct node *
itself (struct node *p, int n) /* { dg-note "leaking param: 'p' to result level=0" } */
{
  return n ? itself (p->next, n - 1) : p;
}

void
keep (struct node *p) /* { dg-note "leaking param content: 'p'" } */
{
  if (p->next)
    keep (p->next);
  if (p->down)
    keep (p->down);
  kept = p->value;
}

void
keep_void (void *p, int n) /* { dg-note "leaking param content: 'p'" } */
{
  if (n)
    keep_void (p, n - 1);
  kept = ((struct node *) p)->value;
}

/* Each destination has a note of its own, with the smallest level that gets
   there.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct node
{
  struct node *next;
};

static struct node *last;

struct node *
pick (struct node *n, int deep) /* { dg-note "leaking param: 'n' to result level=0" } */
{
  return deep ? n->next : n;
}

struct node *
pick_and_keep (struct node *n) /* { dg-note "leaking param: 'n' to result level=1" } */
{ /* { dg-note "leaking param: 'n'(?! to)" "" { target *-*-* } .-1 } */
  last = n;
  return n->next;
}

int
is_last (const struct node *n) /* { dg-note "'n' does not escape" } */
{
  return n == last;
}

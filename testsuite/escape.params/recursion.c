/* A recursive function's result is found as the loop's would be.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct node
{
  struct node *next;
};

struct node *
last (struct node *n) /* { dg-note "leaking param: 'n' to result level=0" } */
{
  return n->next ? last (n->next) : n;
}

int
count (const struct node *n) /* { dg-note "'n' does not escape" } */
{
  return n ? 1 + count (n->next) : 0;
}

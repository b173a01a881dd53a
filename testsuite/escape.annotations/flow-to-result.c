/* flow ("1 -> ret"): the result is the argument; flow ("1* -> ret"): the
   result is something that the argument's memory holds.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct node
{
  struct node *next;
};

struct node *ident (struct node *) __attribute__ ((escape_flow ("1 -> ret")));
struct node *next (struct node *) __attribute__ ((escape_flow ("1* -> ret")));

struct node *
same (struct node *n) /* { dg-note "leaking param: 'n' to result level=0" } */
{
  return ident (n);
}

struct node *
second (struct node *n) /* { dg-note "leaking param: 'n' to result level=1" } */
{
  return next (n);
}

struct node *
third (struct node *n) /* { dg-note "leaking param: 'n' to result level=2" } */
{
  return next (next (n));
}

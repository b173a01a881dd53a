/* level counts the loads between the parameter's value and what is returned:
   the pointer itself, what it holds, what that holds.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct node
{
  struct node *next;
  int value;
};

struct node *
same (struct node *n) /* { dg-note "leaking param: 'n' to result level=0" } */
{
  return n;
}

struct node *
second (struct node *n) /* { dg-note "leaking param: 'n' to result level=1" } */
{
  return n->next;
}

struct node *
third (struct node *n) /* { dg-note "leaking param: 'n' to result level=2" } */
{
  return n->next->next;
}

int
value (struct node *n) /* { dg-note "'n' does not escape" } */
{
  return n->next->value;
}

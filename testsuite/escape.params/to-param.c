/* What one parameter is stored into, through another, is named.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

struct node
{
  struct node *next;
  struct node *prev;
};

void
append (struct node *a, /* { dg-note "'a' does not escape" } */
	struct node *b) /* { dg-note "leaking param: 'b' to param 'a' level=0" } */
{
  a->next = b;
}

void
adopt (struct node *a, /* { dg-note "'a' does not escape" } */
       struct node *b) /* { dg-note "leaking param: 'b' to param 'a' level=1" } */
{
  a->next = b->next;
}

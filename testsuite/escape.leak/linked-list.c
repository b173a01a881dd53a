/* A list that is walked and freed loses nothing.  A list that is only walked
   loses its nodes.  */
/* { dg-do compile } */

#include <stdlib.h>

struct node
{
  struct node *next;
  int value;
};

int
sum_and_free (int n)
{
  struct node *head = 0;
  int sum = 0;
  while (n-- > 0)
    {
      struct node *node = malloc (sizeof *node); /* { dg-bogus "escape:leak" } */
      if (!node)
	break;
      node->next = head;
      node->value = n;
      head = node;
    }
  while (head)
    {
      struct node *next = head->next;
      sum += head->value;
      free (head);
      head = next;
    }
  return sum;
}

int
sum_only (int n)
{
  struct node *head = 0;
  int sum = 0;
  while (n-- > 0)
    {
      struct node *node = malloc (sizeof *node); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
      if (!node)
	break;
      node->next = head;
      node->value = n;
      head = node;
    }
  for (; head; head = head->next)
    sum += head->value;
  return sum;
}

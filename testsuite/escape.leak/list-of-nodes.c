/* A list that is built and taken apart, and one that is only walked.  */
/* { dg-do compile } */

#include <stdlib.h>

struct node
{
  struct node *next;
};

int
taken_apart (int n)
{
  struct node *head = 0;
  while (n-- > 0)
    {
      struct node *node = malloc (sizeof *node); /* { dg-bogus "escape:leak" } */
      if (!node)
	break;
      node->next = head;
      head = node;
    }
  int count = 0;
  while (head)
    {
      struct node *next = head->next;
      free (head);
      head = next;
      count++;
    }
  return count;
}

int
only_walked (int n)
{
  struct node *head = 0;
  while (n-- > 0)
    {
      struct node *node = malloc (sizeof *node); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
      if (!node)
	break;
      node->next = head;
      head = node;
    }
  int count = 0;
  for (struct node *p = head; p; p = p->next)
    count++;
  return count;
}

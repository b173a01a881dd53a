/* A list may end in a static sentinel; since heap nodes flow into the same
   pointer, freeing the list is not warned of.  */
/* { dg-do compile } */

#include <stdlib.h>

struct node
{
  struct node *next;
};

static struct node sentinel = { &sentinel };

void
build_and_free (int n)
{
  struct node *head = &sentinel;
  while (n-- > 0)
    {
      struct node *node = malloc (sizeof *node);
      if (!node)
	break;
      node->next = head;
      head = node;
    }
  while (head != &sentinel)
    {
      struct node *next = head->next;
      free (head); /* { dg-bogus "escape:free" } */
      head = next;
    }
}

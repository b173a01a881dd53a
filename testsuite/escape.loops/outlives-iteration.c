/* An object that is kept from one round to the next is told from one that ends
   with its round.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct node
{
  struct node *next;
};

int
kept (int n)
{
  struct node *list = 0;
  while (n-- > 0)
    {
      struct node *node = malloc (sizeof *node); /* { dg-json {"name": *"malloc".*"outlives_iteration": *true\M} } */
      if (!node)
	break;
      node->next = list;
      list = node;
    }
  int empty = !list;
  while (list)
    {
      struct node *next = list->next;
      free (list);
      list = next;
    }
  return empty;
}

int
not_kept (int n)
{
  int made = 0;
  while (n-- > 0)
    {
      struct node *node = calloc (1, sizeof *node); /* { dg-json {"name": *"calloc".*"outlives_iteration": *false\M} } */
      made += node != 0;
      free (node);
    }
  return made;
}

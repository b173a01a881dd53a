/* One element is taken out and returned; the list and its other contents are
   freed.  With a list all elements count together, the list's own nodes do
   not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct node
{
  struct node *next;
  char *name;
};

char *
last_name (int n)
{
  struct node *list = 0;
  while (n-- > 0)
    {
      struct node *node = malloc (sizeof *node); /* { dg-bogus "escape:heap" } */
      if (!node)
	abort ();
      node->name = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
      node->next = list;
      list = node;
    }
  char *name = 0;
  while (list)
    {
      struct node *next = list->next;
      free (name);
      name = list->name;
      free (list);
      list = next;
    }
  return name;
}

/* The same function, called with different arguments, does different things to
   them: what one call keeps does not taint the other.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct list
{
  void *head;
};

static struct list registry;

static void
list_put (struct list *l, void *item)
{
  l->head = item;
}

void
put_both (void)
{
  struct list mine = { 0 };
  void *a = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  void *b = malloc (2); /* { dg-bogus "escape:heap" } */
  list_put (&registry, a);
  list_put (&mine, b);
  free (mine.head);
}

int
registered (void)
{
  return registry.head != 0;
}

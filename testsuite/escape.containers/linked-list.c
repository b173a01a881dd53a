/* A list's nodes go where the list goes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct node
{
  struct node *next;
  char *name;
};

static struct node *
push (struct node *list, char *name)
{
  struct node *n = malloc (sizeof *n); /* { dg-bogus "escape:heap" } */
  if (!n)
    abort ();
  n->next = list;
  n->name = name;
  return n;
}

static void
list_free (struct node *list)
{
  while (list)
    {
      struct node *next = list->next;
      free (list->name);
      free (list);
      list = next;
    }
}

void
stays (void)
{
  struct node *l = 0;
  l = push (l, malloc (1)); /* { dg-bogus "escape:heap" } */
  l = push (l, malloc (2)); /* { dg-bogus "escape:heap" } */
  list_free (l);
}

struct node *
leaves (void)
{
  struct node *l = 0;
  char *name = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  l = push (l, name); /* { dg-warning {'push\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return l;
}

/* Two arguments that are the same object: what goes into one is in the
   other.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct list
{
  void *head;
};

static struct list registry;

static void *
put_and_get (struct list *to, void *item, struct list *from)
{
  to->head = item;
  return from->head;
}

void *
same_list (void)
{
  struct list l = { 0 };
  return put_and_get (&l, malloc (1), &l); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
two_lists (void)
{
  struct list a = { 0 }, b = { 0 };
  void *p = put_and_get (&a, malloc (1), &b); /* { dg-bogus "escape:heap" } */
  registry.head = p;
  free (a.head);
  return p == 0;
}

int
registered (void)
{
  return registry.head != 0;
}

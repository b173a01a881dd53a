/* A ring of elements around a head that is no element: what container_of makes
   of the head points outside of it, and reads nothing there.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stddef.h>
#include <stdlib.h>

struct link
{
  struct link *next, *prev;
};

struct item
{
  int key;
  struct link link;
  int *data;
};

static struct item *
item_of (struct link *l)
{
  return (struct item *) ((char *) l - offsetof (struct item, link));
}

static void
add (struct link *head, struct link *l)
{
  l->next = head->next;
  l->prev = head;
  head->next->prev = l;
  head->next = l;
}

int *
last_data (int n)
{
  struct link head = { &head, &head }; /* { dg-bogus "escape:stack" } */
  int *data = 0;
  for (int i = 0; i < n; i++)
    {
      struct item *it = malloc (sizeof *it); /* { dg-bogus "escapes to heap" } */
      it->data = malloc (sizeof *it->data); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
      add (&head, &it->link);
    }
  for (struct link *l = head.next, *next; l != &head; l = next)
    {
      next = l->next;
      data = item_of (l)->data;
      free (item_of (l));
    }
  return data;
}

struct item *
last_item (int n)
{
  struct link head = { &head, &head }; /* { dg-warning "escape:stack" } */
  for (int i = 0; i < n; i++)
    {
      struct item *it = malloc (sizeof *it); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
      it->data = malloc (sizeof *it->data); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
      add (&head, &it->link);
    }
  return item_of (head.next);
}

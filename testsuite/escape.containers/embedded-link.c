/* Items with a link inside, as lists of the kernel's kind have them: the item goes
   where its link goes; one that stays keeps what is not taken out of it.  */
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
  int n;
  struct link link;
  char *name, *note;
};

#define item_of(l) ((struct item *) ((char *) (l) - offsetof (struct item, link)))

static struct link all = { &all, &all };

static void
add (struct link *head, struct link *l)
{
  l->next = head->next;
  l->prev = head;
  head->next->prev = l;
  head->next = l;
}

void
listed (void)
{
  struct item *i = malloc (sizeof *i); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  i->name = malloc (3); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  i->note = NULL;
  add (&all, &i->link);
}

char *
name_of_local (void)
{
  struct link head = { &head, &head };
  struct item *i = malloc (sizeof *i); /* { dg-bogus "escape:heap" } */
  i->name = malloc (3); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  i->note = malloc (4); /* { dg-bogus "escape:heap" } */
  add (&head, &i->link);
  struct item *first = item_of (head.next);
  char *name = first->name;
  free (first->note);
  free (first);
  return name;
}

int
sum (void)
{
  struct link head = { &head, &head };
  struct item *i = malloc (sizeof *i); /* { dg-bogus "escape:heap" } */
  i->name = i->note = NULL;
  i->n = 1;
  add (&head, &i->link);
  int n = 0;
  for (struct link *l = head.next; l != &head; l = l->next)
    n += item_of (l)->n;
  free (i);
  return n;
}

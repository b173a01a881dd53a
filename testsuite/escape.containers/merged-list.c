/* Sorted lists merged in a loop, through a pointer to the last link, and by
   recursion; rings as the kernel has them.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stddef.h>
#include <stdlib.h>

struct list
{
  struct list *next, *prev;
};

struct item
{
  int key;
  struct list link;
};

#define ITEM(l) ((struct item *) ((char *) (l) - offsetof (struct item, link)))

static int
compare (const struct item *a, const struct item *b)
{
  return a->key - b->key;
}

static void
merge (struct list *head, struct list *a, struct list *b)
{
  struct list **tail = &head->next;
  while (a && b)
    if (compare (ITEM (a), ITEM (b)) <= 0)
      {
        *tail = a;
        tail = &a->next;
        a = a->next;
      }
    else
      {
        *tail = b;
        tail = &b->next;
        b = b->next;
      }
  *tail = a ? a : b;
}

void
merge_in (struct list *head)
{
  struct item *i = calloc (1, sizeof *i); /* { dg-warning "escapes to heap" } */
  if (i)
    merge (head, head->next, &i->link);
}

static struct list *
merged (struct list *a, struct list *b)
{
  if (!a || !b)
    return a ? a : b;
  if (compare (ITEM (a), ITEM (b)) <= 0)
    {
      a->next = merged (a->next, b);
      return a;
    }
  b->next = merged (a, b->next);
  return b;
}

void
merge_in_by_recursion (struct list *head)
{
  struct item *i = calloc (1, sizeof *i); /* { dg-warning "escapes to heap" } */
  if (i)
    head->next = merged (head->next, &i->link);
}

static void
add_between (struct list *n, struct list *prev, struct list *next)
{
  next->prev = n;
  n->next = next;
  n->prev = prev;
  prev->next = n;
}

static void
move (struct list *n, struct list *head)
{
  n->prev->next = n->next;
  n->next->prev = n->prev;
  add_between (n, head, head->next);
}

void
add_sorted (struct list *head, int key)
{
  struct item *i = calloc (1, sizeof *i); /* { dg-warning "escapes to heap" } */
  struct list *at;
  if (!i)
    return;
  i->key = key;
  for (at = head->next; at != head; at = at->next)
    if (compare (i, ITEM (at)) < 0)
      break;
  add_between (&i->link, at->prev, at);
}

void
move_in (struct list *head, struct list *spare)
{
  struct item *i = calloc (1, sizeof *i); /* { dg-warning "escapes to heap" } */
  if (!i)
    return;
  add_between (&i->link, spare, spare->next);
  move (&i->link, head);
}

int
for_a_while (int n)
{
  struct list head = { NULL, NULL };
  int sum = 0;
  while (n--)
    {
      struct item *i = calloc (1, sizeof *i); /* { dg-bogus "escapes" "" { target lp64 } } */
      /* { dg-warning "escapes to heap" "" { target ilp32 } .-1 } */
      if (!i)
        break;
      merge (&head, head.next, &i->link);
    }
  while (head.next)
    {
      struct item *i = ITEM (head.next);
      head.next = i->link.next;
      sum += i->key;
      free (i);
    }
  return sum;
}

/* A list head that points to itself, and heap nodes that point back to it: all
   of it ends with the function.  */
/* { dg-do compile } */

#include <stdlib.h>

struct link
{
  struct link *next, *prev;
};

static void
link_init (struct link *head)
{
  head->next = head->prev = head;
}

static void
link_add (struct link *head, struct link *l)
{
  l->next = head->next;
  l->prev = head;
  head->next->prev = l;
  head->next = l;
}

static void
link_remove (struct link *l)
{
  l->next->prev = l->prev;
  l->prev->next = l->next;
}

int
count (int n)
{
  struct link head; /* { dg-bogus "escape:stack" } */
  int made = 0;
  link_init (&head);
  while (n-- > 0)
    {
      struct link *l = malloc (sizeof *l); /* { dg-bogus "escape:leak" } */
      if (!l)
	break;
      link_add (&head, l);
    }
  while (head.next != &head)
    {
      struct link *l = head.next;
      link_remove (l);
      free (l);
      made++;
    }
  return made;
}

static struct link global_head = { &global_head, &global_head };

void
add_local (void)
{
  struct link l; /* { dg-warning {address of local 'l' escapes its frame \[escape:stack\]} } */
  link_add (&global_head, &l);
}

int
is_empty (void)
{
  return global_head.next == &global_head;
}

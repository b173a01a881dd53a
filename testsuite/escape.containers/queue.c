/* Lists and queues as <sys/queue.h> has them: a head with a pointer to the last
   link, links with pointers to links.  What is put in, before or behind another
   or with a whole queue, is in the caller's.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

struct item
{
  int key;
  struct
  {
    struct item *next, **back;
  } link;
};

struct queue
{
  struct item *first, **last;
};

static struct item *
new_item (int key)
{
  struct item *i = calloc (1, sizeof *i);
  if (!i)
    abort ();
  i->key = key;
  return i;
}

static void
insert_tail (struct queue *q, struct item *i)
{
  i->link.next = NULL;
  i->link.back = q->last;
  *q->last = i;
  q->last = &i->link.next;
}

static void
insert_before (struct item *at, struct item *i)
{
  i->link.back = at->link.back;
  i->link.next = at;
  *at->link.back = i;
  at->link.back = &i->link.next;
}

static void
take (struct queue *q, struct item *i)
{
  if (i->link.next)
    i->link.next->link.back = i->link.back;
  else
    q->last = i->link.back;
  *i->link.back = i->link.next;
}

static void
concatenate (struct queue *q, struct queue *from)
{
  if (!from->first)
    return;
  *q->last = from->first;
  from->first->link.back = q->last;
  q->last = from->last;
  from->first = NULL;
  from->last = &from->first;
}

static int
compare (const struct item *a, const struct item *b)
{
  return a->key - b->key;
}

void
add (struct queue *q, int key)
{
  insert_tail (q, new_item (key)); /* { dg-warning "escapes to heap" } */
}

void
add_sorted (struct queue *q, int key)
{
  struct item *n = new_item (key), *i; /* { dg-warning "escapes to heap" } */
  for (i = q->first; i; i = i->link.next)
    if (compare (n, i) < 0)
      {
        insert_before (i, n);
        return;
      }
  insert_tail (q, n);
}

void
add_queue (struct queue *q, struct queue *empty, int key)
{
  insert_tail (empty, new_item (key)); /* { dg-warning "escapes to heap" } */
  concatenate (q, empty);
}

int
for_a_while (int n)
{
  struct queue q = { NULL, &q.first };
  struct item *i;
  int sum = 0;
  while (n--)
    insert_tail (&q, new_item (n)); /* { dg-bogus "escapes" } */
  while ((i = q.first))
    {
      take (&q, i);
      sum += i->key;
      free (i);
    }
  return sum;
}

/* A tail queue: who is last depends on who came in the meantime.  */
/* { dg-do compile } */

struct item
{
  struct item *next, **prev;
  int value;
};

static struct
{
  struct item *first, **last;
} queue = { 0, &queue.first };

extern void schedule (void);

void
enqueue (struct item *item)
{
  item->next = 0;
  item->prev = queue.last;
  *queue.last = item;
  queue.last = &item->next;
}

int
pass_through (int value)
{
  struct item item; /* { dg-bogus "escape:stack" } */
  item.value = value;
  enqueue (&item);
  schedule ();
  if (item.next)
    item.next->prev = item.prev;
  else
    queue.last = item.prev;
  *item.prev = item.next;
  return item.value;
}

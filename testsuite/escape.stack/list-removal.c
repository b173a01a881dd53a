/* An element on the stack that is linked into a list of others and taken out
   again: whether the list still leads to it depends on what others did in the
   meantime.  An element that nobody takes out is left behind.  */
/* { dg-do compile } */

struct link
{
  struct link *next, *prev;
};

struct semaphore
{
  struct link waiters;
  int count;
};

struct waiter
{
  struct link link;
  int up;
};

extern void schedule (void);

static void
insert (struct link *n, struct link *prev, struct link *next)
{
  next->prev = n;
  n->next = next;
  n->prev = prev;
  prev->next = n;
}

static void
add (struct link *n, struct link *head)
{
  insert (n, head, head->next);
}

static void
join (struct link *prev, struct link *next)
{
  next->prev = prev;
  prev->next = next;
}

static void
del (struct link *n)
{
  join (n->prev, n->next);
  n->next = n->prev = 0;
}

void
down (struct semaphore *s)
{
  struct waiter w; /* { dg-bogus "escape:stack" } */
  add (&w.link, &s->waiters);
  w.up = 0;
  while (!w.up)
    schedule ();
  del (&w.link);
}

void
down_for_ever (struct semaphore *s)
{
  struct waiter w; /* { dg-warning {address of local 'w' escapes its frame \[escape:stack\]} } */
  add (&w.link, &s->waiters);
  w.up = 0;
  while (!w.up)
    s->count++;
}

/* A head on the stack whose elements are spliced into a list that lives on: both
   links that lead to the head are overwritten, if there are any.  Where one is
   forgotten, or the head itself is linked in, it dangles.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice" } */

#include <stdlib.h>
#include <sys/queue.h>

struct list { struct list *next, *prev; };
struct job { int k; struct list l; };

static struct list pending = { &pending, &pending };

static void
init (struct list *h)
{
  h->next = h->prev = h;
}

static void
add_tail (struct list *e, struct list *h)
{
  struct list *last = h->prev;
  h->prev = e;
  e->next = h;
  e->prev = last;
  last->next = e;
}

static int
is_empty (const struct list *h)
{
  return h->next == h;
}

static void
splice (struct list *l, struct list *h)
{
  if (!is_empty (l))
    {
      struct list *first = l->next, *last = l->prev, *at = h->next;
      first->prev = h;
      h->next = first;
      last->next = at;
      at->prev = last;
    }
}

static void
splice_init (struct list *l, struct list *h)
{
  splice (l, h);
  init (l);
}

static void
move (struct list *e, struct list *h)
{
  e->prev->next = e->next;
  e->next->prev = e->prev;
  add_tail (e, h);
}

static void
fill (struct list *h, int n)
{
  while (n--)
    {
      struct job *j = malloc (sizeof *j);
      if (!j)
        break;
      j->k = n;
      add_tail (&j->l, h);
    }
}

void
batch (int n)
{
  struct list batch = { &batch, &batch }; /* { dg-bogus "escape:stack" } */
  fill (&batch, n);
  splice (&batch, &pending);
}

void
one (int n)
{
  struct list batch; /* { dg-bogus "escape:stack" } */
  struct job *j = malloc (sizeof *j);
  if (!j)
    return;
  init (&batch);
  j->k = n;
  add_tail (&j->l, &batch);
  splice_init (&batch, &pending);
}

void
put_back (int n)
{
  struct list later; /* { dg-bogus "escape:stack" } */
  init (&later);
  while (!is_empty (&pending) && n--)
    move (pending.next, &later);
  splice (&later, &pending);
}

/* The list of the header.  */

TAILQ_HEAD (queue, entry);
struct entry { int k; TAILQ_ENTRY (entry) link; };
static struct queue waiting = TAILQ_HEAD_INITIALIZER (waiting);

void
concatenated (int n)
{
  struct queue some = TAILQ_HEAD_INITIALIZER (some); /* { dg-bogus "escape:stack" } */
  while (n--)
    {
      struct entry *e = malloc (sizeof *e);
      if (!e)
        break;
      TAILQ_INSERT_TAIL (&some, e, link);
    }
  TAILQ_CONCAT (&waiting, &some, link);
}

/* Wrong.  */

void
head_itself (int n)
{
  struct list batch; /* { dg-warning {address of local 'batch' escapes its frame \[escape:stack\]} } */
  init (&batch);
  fill (&batch, n);
  add_tail (&batch, &pending);
}

void
never_spliced (struct job *j)
{
  struct list batch; /* { dg-warning {address of local 'batch' escapes its frame \[escape:stack\]} } */
  init (&batch);
  add_tail (&j->l, &batch);
}

void
first_forgotten (struct job *j)
{
  struct list batch; /* { dg-warning {address of local 'batch' escapes its frame \[escape:stack\]} } */
  init (&batch);
  add_tail (&j->l, &batch);
  j->l.next = &pending;
}

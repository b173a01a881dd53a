/* A constructor makes two objects, its destructor frees both.  A caller that
   only frees the outer one loses the inner one.  */
/* { dg-do compile } */

#include <stdlib.h>

struct queue
{
  int *items;
  int count;
};

static struct queue *
queue_new (int n)
{
  struct queue *q = malloc (sizeof *q);
  if (!q)
    return 0;
  q->items = calloc (n, sizeof (int));
  q->count = 0;
  return q;
}

static void
queue_free (struct queue *q)
{
  free (q->items);
  free (q);
}

int
proper (int n)
{
  struct queue *q = queue_new (n); /* { dg-bogus "escape:leak" } */
  if (!q)
    return 0;
  n = q->count;
  queue_free (q);
  return n;
}

int
hasty (int n)
{
  struct queue *q = queue_new (n); /* { dg-warning {'queue_new\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (!q)
    return 0;
  n = q->count;
  free (q);
  return n;
}

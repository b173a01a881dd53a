/* A callback with its context: what the callback does to the context is known
   where the callback is.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct list
{
  struct list *next;
  int value;
};

static void
each (const struct list *l, void (*f) (void *ctx, int value), void *ctx)
{
  for (; l; l = l->next)
    f (ctx, l->value);
}

static void
add (void *ctx, int value)
{
  *(int *) ctx += value;
}

static int *last;

static void
add_and_keep (void *ctx, int value)
{
  last = ctx;
  *last += value;
}

int
sum (const struct list *l)
{
  int *total = calloc (1, sizeof *total); /* { dg-bogus "escape:heap" } */
  if (!total)
    return -1;
  each (l, add, total);
  int n = *total;
  free (total);
  return n;
}

int
sum_and_keep (const struct list *l)
{
  int *total = calloc (1, sizeof *total); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!total)
    return -1;
  each (l, add_and_keep, total);
  return *total;
}

/* What a callee compares or subtracts far from its arguments, and whatever else it
   does, its callers find in what they know of their memory; and so do theirs.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=pathleak,leak" } */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct item { uintptr_t key; struct item *next; int n; };
struct box { struct item *item; int seen; void *last; };

/* Two loads away, by one that stores, too.  */

static int
below (struct box *b, const struct item *guess)
{
  b->seen++;
  b->last = NULL;
  return b->item->key < guess->key;
}

uintptr_t
stored_and_compared (void)
{
  struct item item = { 0 }, guess = { 0 };
  struct box b = { &item };
  item.key = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      guess.key = low + (high - low) / 2;
      if (below (&b, &guess))
	low = guess.key + 1;
      else
	high = guess.key;
    }
  return low;
}

/* Through one that reads nothing of it.  */

static int
relayed_below (struct box **b, const struct item *guess)
{
  return below (*b, guess);
}

uintptr_t
relayed (void)
{
  struct item item = { 0 }, guess = { 0 };
  struct box b = { &item }, *at = &b;
  item.key = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      guess.key = low + (high - low) / 2;
      if (relayed_below (&at, &guess))
	low = guess.key + 1;
      else
	high = guess.key;
    }
  return low;
}

/* Deeper with each call of a recursion.  */

static int
some_below (struct item *list, uintptr_t than)
{
  if (!list)
    return 0;
  list->n++;
  return list->key < than || some_below (list->next, than);
}

uintptr_t
in_list (void)
{
  struct item three = { 0 }, two = { 0, &three }, one = { 0, &two };
  three.key = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      if (some_below (&one, middle))
	low = middle + 1;
      else
	high = middle;
    }
  return low;
}

static int
relayed_list (struct item **list, uintptr_t than)
{
  return some_below (*list, than);
}

uintptr_t
in_relayed_list (void)
{
  struct item two = { 0 }, one = { 0, &two }, *first = &one;
  two.key = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      if (relayed_list (&first, middle))
	low = middle + 1;
      else
	high = middle;
    }
  return low;
}

/* So deep that what is in between is not told apart.  */

struct deep { struct deep *next; uintptr_t key; };

static int
deep_below (struct deep *d, uintptr_t than)
{
  return d->next->next->next->next->key < than;
}

static int
deeper_below (struct deep *d, uintptr_t than)
{
  return deep_below (d->next->next, than);
}

uintptr_t
very_deep (void)
{
  struct deep d[7];
  for (int i = 0; i < 6; i++)
    d[i].next = &d[i + 1];
  d[6].key = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  uintptr_t low = 0, high = UINTPTR_MAX;
  while (low < high)
    {
      uintptr_t middle = low + (high - low) / 2;
      if (deeper_below (d, middle))
	low = middle + 1;
      else
	high = middle;
    }
  return low;
}

/* A difference.  */

static ptrdiff_t
gap (struct box *b, char *from)
{
  b->seen++;
  return (char *) b->item->key - from;
}

static ptrdiff_t
relayed_gap (struct box **b, char *from)
{
  return gap (*b, from);
}

ptrdiff_t
gap_leaves (void)
{
  struct item item = { 0 };
  struct box b = { &item }, *at = &b;
  item.key = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  return relayed_gap (&at, (char *) &b);
}

ptrdiff_t
gap_stays (void)
{
  struct item item = { 0 };
  struct box b = { &item }, *at = &b;
  char *p = malloc (8); /* { dg-bogus "escapes to heap" } */
  item.key = (uintptr_t) p;
  ptrdiff_t n = relayed_gap (&at, p);
  free (p);
  return n;
}

/* Who only compares finds nothing.  */

int
compared (void)
{
  struct item item = { 0 }, other = { 0 };
  struct box b = { &item }, *at = &b;
  char *p = malloc (8), *q = malloc (8); /* { dg-bogus "escapes to heap" } */
  item.key = (uintptr_t) p;
  other.key = (uintptr_t) q + 1;
  int n = relayed_below (&at, &other);
  free (p);
  free (q);
  return n;
}

int
counted (int most)
{
  struct item two = { 0 }, one = { 0, &two };
  char *p = malloc (8); /* { dg-bogus "escapes to heap" } */
  two.key = (uintptr_t) p;
  int n = 0;
  while (n < most && some_below (&one, (uintptr_t) p))
    n++;
  free (p);
  return n;
}

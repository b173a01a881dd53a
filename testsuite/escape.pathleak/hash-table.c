/* Elements that a number says: which, nobody knows, but they are in the array, not
   in the members beside it.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

struct entry { struct entry *next, *prev, *chain; int key; };
struct table { struct entry list; struct entry *slots[8]; int n; };

static void
start (struct table *t)
{
  memset (t, 0, sizeof *t);
  t->list.next = t->list.prev = &t->list;
}

static int
put (struct table *t, unsigned key)
{
  struct entry **slot = &t->slots[key & 7];
  struct entry *e = malloc (sizeof *e);
  if (!e)
    return -1;
  e->key = (int) key;
  e->chain = *slot;
  *slot = e;
  e->next = t->list.next;
  e->prev = &t->list;
  t->list.next->prev = e;
  t->list.next = e;
  t->n++;
  return 0;
}

static void
clear (struct table *t)
{
  while (t->list.next != &t->list)
    {
      struct entry *e = t->list.next;
      e->prev->next = e->next;
      e->next->prev = e->prev;
      free (e);
    }
}

int
cleared (unsigned key)
{
  struct table t;
  start (&t);
  put (&t, key); /* { dg-bogus "escape:" } */
  int n = t.n;
  clear (&t);
  return n;
}

int
given_up (unsigned key, int m)
{
  struct table t;
  start (&t);
  put (&t, key); /* { dg-warning {'put\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (m < 0)
    return -1;
  clear (&t);
  return 0;
}

int
cleared_behind_a_loop (const unsigned *keys)
{
  struct table t;
  start (&t);
  for (; *keys; keys++)
    if (put (&t, *keys)) /* { dg-bogus "escape:" } */
      break;
  int n = t.n;
  clear (&t);
  return n;
}

/* What is released under a guard is gone there, and with it the pointer to a local
   that it held.  */
/* { dg-do compile } */

#include <stdlib.h>

struct box
{
  int *p;
};

struct list
{
  struct box *head;
  int owned;
};

struct box *kept;

void
gone_either_way (int owned)
{
  int x = 1; /* { dg-bogus "escape:stack" } */
  struct list l = { malloc (sizeof (struct box)), owned };
  if (!l.head)
    return;
  kept = l.head;
  l.head->p = &x;
  x += *l.head->p;
  if (l.owned)
    free (l.head);
  else
    l.head->p = NULL;
}

void
there_if_not_owned (int owned)
{
  int x = 1; /* { dg-warning {address of local 'x' escapes its frame \[escape:stack\]} } */
  struct list l = { malloc (sizeof (struct box)), owned };
  if (!l.head)
    return;
  kept = l.head;
  l.head->p = &x;
  x += *l.head->p;
  if (l.owned)
    free (l.head);
}

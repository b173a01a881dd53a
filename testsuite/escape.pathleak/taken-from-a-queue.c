/* A helper takes the objects from a queue in its caller's frame, until it finds
   none.  Unseen code that runs meanwhile cannot have emptied a queue that it
   was never shown; what a callee that is not looked into may have taken from
   there need not be another.  */
/* { dg-do compile } */

#include <stdlib.h>

struct node
{
  struct node *next;
  int value;
};

extern void tick (int);
extern int interrupted (void);

static struct node *
take (struct node **queue)
{
  tick (0);
  struct node *first = *queue;
  if (first)
    *queue = first->next;
  return first;
}

static int
is_filled (struct node **queue)
{
  tick (1);
  return *queue != NULL;
}

static struct node *
take_later (struct node **queue, int rounds)
{
  if (rounds)
    return take_later (queue, rounds - 1);
  struct node *first = *queue;
  if (first)
    *queue = first->next;
  return first;
}

int
all (void)
{
  struct node *queue = calloc (1, sizeof *queue), *n; /* { dg-bogus "escape:pathleak" } */
  int sum = 0;
  while ((n = take (&queue)))
    {
      sum += n->value;
      free (n);
    }
  return sum;
}

int
if_any (void)
{
  struct node *queue = calloc (1, sizeof *queue); /* { dg-bogus "escape:pathleak" } */
  if (is_filled (&queue))
    free (queue);
  return 0;
}

int
many (int k)
{
  struct node *queue = NULL, *n;
  for (int i = 0; i < k; i++)
    {
      n = malloc (sizeof *n); /* { dg-bogus "escape:pathleak" } */
      if (!n)
        break;
      n->next = queue;
      queue = n;
    }
  while (is_filled (&queue))
    free (take (&queue));
  return 0;
}

int
all_later (void)
{
  struct node *queue = calloc (1, sizeof *queue), *n; /* { dg-bogus "escape:pathleak" } */
  while ((n = take_later (&queue, 2)))
    free (n);
  return 0;
}

int
not_all (void)
{
  struct node *queue = calloc (1, sizeof *queue), *n; /* { dg-warning {'calloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  int sum = 0;
  while (!interrupted () && (n = take (&queue)))
    {
      sum += n->value;
      free (n);
    }
  return sum;
}

extern int use (struct node **);

int
shown (void)
{
  struct node *queue = calloc (1, sizeof *queue); /* { dg-bogus "escape:pathleak" } */
  if (!use (&queue))
    return -1;
  free (queue);
  return 0;
}

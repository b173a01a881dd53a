/* Loops: what is made in a round, and what lives on after it.  */

#include "pairs.h"

#define SLICE_NAME ptrs
#define SLICE_TYPE int *
#include <escape/slice.h>

struct node
{
  struct node *next;
  int key;
};

int *global;

int
each_round (int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++)
    {
      int *p = NEW (int); // truth: new: stays
      *p = i;
      sum += *p;
      free (p);
    }
  return sum;
}

int
last_round (int n)
{
  int *last = 0;
  for (int i = 0; i < n; i++)
    {
      free (last);
      last = NEW (int); // truth: new: stays
      *last = i;
    }
  if (!last)
    return 0;
  int value = *last;
  free (last);
  return value;
}

int *
last_round_returned (int n)
{
  int *last = 0;
  for (int i = 0; i < n; i++)
    {
      free (last);
      last = NEW (int); // truth: new: escapes
      *last = i;
    }
  return last;
}

int
chained (int n)
{
  struct node *head = 0;
  for (int i = 0; i < n; i++)
    {
      struct node *one = NEW (struct node); // truth: new: stays
      one->key = i;
      one->next = head;
      head = one;
    }
  int sum = 0;
  for (struct node *next; head; head = next)
    {
      next = head->next;
      sum += head->key;
      free (head);
    }
  return sum;
}

int *
broken_out (int n)
{
  for (int i = 0; i < n; i++)
    {
      int *p = NEW (int); // truth: new: escapes
      *p = i * i;
      if (*p > 10)
        return p;
      free (p);
    }
  return 0;
}

int
by_goto (int n)
{
  int i = 0, sum = 0;
  int *p;
again:
  p = NEW (int); // truth: new: stays
  *p = i;
  sum += *p;
  free (p);
  i++;
  if (i < n)
    goto again;
  return sum;
}

int *
kept_by_goto (int n)
{
  int i = 0;
  int *p = 0, *q = 0;
again:
  free (q);
  q = p;
  p = NEW (int); // truth: new: escapes
  *p = i;
  i++;
  if (i < n)
    goto again;
  free (p);
  return q;
}

int *
falls_through (int k)
{
  int *p = NEW (int); // truth: new: escapes
  int *q = NEW (int); // truth: new: stays
  int *r = NEW (int); // truth: new: stays
  int *old = r;
  switch (k)
    {
    case 0:
      r = p;
      /* Fall through.  */
    case 1:
      *q = 1;
      free (q);
      free (old);
      return p;
    }
  *r = 2;
  free (p);
  free (q);
  free (old);
  return 0;
}

int
swapped (int n)
{
  int *a = NEW (int); // truth: new: stays
  int *b = NEW (int); // truth: new: stays
  for (int i = 0; i < n; i++)
    {
      int *old = a;
      a = b;
      b = old;
      *a = i;
    }
  int value = *b;
  free (a);
  free (b);
  return value;
}

int
address_each_round (int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++)
    {
      int x = i; // truth: local x: stays
      int *p = &x; // truth: local p: stays
      int **pp = &p;
      *pp = &x;
      sum += **pp;
    }
  return sum;
}

int
nested_loops (int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++)
    {
      int **row = calloc (8, sizeof *row); // truth: new: stays
      for (int j = 0; j < 8; j++)
        {
          row[j] = NEW (int); // truth: new: stays
          *row[j] = i * j;
        }
      sum += *row[3];
      for (int j = 0; j < 8; j++)
        free (row[j]);
      free (row);
    }
  return sum;
}

void
kept_in_one_round (int n)
{
  for (int i = 0; i < n; i++)
    {
      int *p = NEW (int); // truth: new: escapes
      if (i == 3)
        global = p;
      else
        free (p);
    }
}

int
continued (int n)
{
  int sum = 0;
  int *old = 0;
  for (int i = 0; i < n; i++)
    {
      if (old && *old > 4)
        continue;
      int *p = NEW (int); // truth: new: stays
      *p = i;
      free (old);
      old = p;
      sum += *old;
    }
  free (old);
  return sum;
}

int
appended_in_loop (int n)
{
  ptrs s = ptrs_make (0, 8); // truth: new: stays
  for (int i = 0; i < n; i++)
    {
      int *p = NEW (int); // truth: new: stays
      *p = i;
      s = ptrs_append (s, p);
    }
  int sum = 0;
  for (size_t i = 0; i < s.len; i++)
    {
      sum += *slice_at (s, i);
      free (slice_at (s, i));
    }
  ptrs_free (&s);
  return sum;
}

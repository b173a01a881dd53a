/* Functions that call themselves, and each other.  */

#include "pairs.h"

struct node
{
  struct node *next;
  int *data;
};

struct frame
{
  struct frame *up;
  int depth;
};

int *global;

void
count_down (int *p, int n) // truth: p: stays
{
  ++*p;
  if (n > 0)
    count_down (p, n - 1);
}

int
counted_down (void)
{
  int *x = NEW (int); // truth: new: stays
  count_down (x, 3);
  int value = *x;
  free (x);
  return value;
}

_Bool odd (struct node *n);

_Bool
even (struct node *n) // truth: n: stays
{
  return !n || odd (n->next);
}

_Bool
odd (struct node *n) // truth: n: stays
{
  return n && even (n->next);
}

void
walk (struct node *n, int *sum) // truth: n: stays; sum: stays
{
  if (n)
    {
      *sum += *n->data;
      walk (n->next, sum);
    }
}

int
walked (struct node *n) // truth: n: stays
{
  int sum = 0; // truth: local sum: stays
  walk (n, &sum);
  return sum;
}

struct node *
last_of (struct node *n) // truth: n: to result 0
{
  if (!n->next)
    return n;
  return last_of (n->next);
}

int
nest (struct frame *up) // truth: up: stays
{
  struct frame here = { up, 0 }; // truth: local here: stays
  if (up)
    here.depth = up->depth + 1;
  if (here.depth > 9)
    return here.depth;
  return nest (&here);
}

void
keep_at_the_end (int *p, int n) // truth: p: to heap 0
{
  if (n == 0)
    global = p;
  else
    keep_at_the_end (p, n - 1);
}

void
kept_at_the_end (void)
{
  int *x = NEW (int); // truth: new: escapes
  keep_at_the_end (x, 3);
}

struct node *
build (int n)
{
  if (n == 0)
    return 0;
  struct node *one = NEW (struct node); // truth: new: escapes
  one->next = build (n - 1);
  return one;
}

int
built_stays (void)
{
  struct node *list = build (3); // truth: call: stays
  int sum = 0;
  for (struct node *n = list, *next; n; n = next)
    {
      next = n->next;
      sum++;
      free (n);
    }
  return sum;
}

int *
swap_down (int *p, int *q, int n) // truth: p: to result 0; q: to result 0
{
  if (n == 0)
    return p;
  return swap_down (q, p, n - 1);
}

int *pong (int **p, int **q);

int *
ping (int **p, int **q) // truth: p: to result 1; q: to result 1
{
  if (!*p)
    return *q;
  return pong (q, p);
}

int *
pong (int **p, int **q) // truth: p: to result 1; q: to result 1
{
  if (!*p)
    return 0;
  return ping (p, q);
}

int *
first_only (int *p, int *q, int n) // truth: p: to result 0; q: stays
{
  *q = n;
  if (n == 0)
    return p;
  return first_only (p, q, n - 1);
}

int *
first_only_used (void)
{
  int *x = NEW (int); // truth: new: escapes
  int *y = NEW (int); // truth: new: stays
  x = first_only (x, y, 2);
  free (y);
  return x;
}

void
append_last (struct node *n, int *p) // truth: n: stays; p: to param n 0
{
  if (n->next)
    append_last (n->next, p);
  else
    n->data = p;
}

int
appended (void)
{
  struct node *n = NEW (struct node); // truth: new: stays
  n->next = NEW (struct node);        // truth: new: stays
  int *x = NEW (int);                 // truth: new: stays
  append_last (n, x);
  int value = *n->next->data;
  free (x);
  free (n->next);
  free (n);
  return value;
}

int
new_in_every_round (int n)
{
  int *x = NEW (int); // truth: new: stays
  *x = n;
  if (n > 0)
    *x += new_in_every_round (n - 1);
  int value = *x;
  free (x);
  return value;
}

struct sink
{
  void (*put) (struct sink *, int *);
  int *at;
};

static void
put_there (struct sink *s, int *p) // truth: s: stays; p: to param s 0
{
  s->at = p;
}

static void
put_in_global (struct sink *s, int *p) // truth: s: stays; p: to heap 0
{
  global = p;
}

static void
put_below (struct sink *s, int *p, int n) // truth: s: to heap 0; p: to heap 0
{
  if (n > 0)
    put_below (s, p, n - 1);
  else
    s->put (s, p);
}

int
put_there_below (int n)
{
  int *x = NEW (int);                 // truth: new: stays
  struct sink *s = NEW (struct sink); // truth: new: stays
  s->put = put_there;
  put_below (s, x, n);
  int value = *s->at;
  free (x);
  free (s);
  return value;
}

void
put_in_global_below (int n)
{
  int *x = NEW (int);                 // truth: new: escapes
  struct sink *s = NEW (struct sink); // truth: new: stays
  s->put = put_in_global;
  put_below (s, x, n);
  free (s);
}

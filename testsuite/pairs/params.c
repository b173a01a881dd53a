/* Parameters: where they leak, and after how many loads.  */

#include "pairs.h"

struct node
{
  int value;
  struct node *next;
};

int *global;
int **globals;

int *
identity (int *p) // truth: p: to result 0
{
  return p;
}

int *
load (int **p) // truth: p: to result 1
{
  return *p;
}

int *
load_twice (int ***p) // truth: p: to result 2
{
  return **p;
}

int *
address_of_field (struct node *n) // truth: n: to result 0
{
  return &n->value;
}

struct node *
next_but_one (struct node *n) // truth: n: to result 2
{
  return n->next->next;
}

void
keep (int *p) // truth: p: to heap 0
{
  global = p;
}

void
keep_content (int **p) // truth: p: to heap 1
{
  global = *p;
}

int *
either (_Bool c, int *p, int *q) // truth: p: to result 0; q: to result 0
{
  return c ? p : q;
}

int
fetch (int *p, int **q) // truth: p: stays; q: stays
{
  return *p + **q;
}

void
put (int *p, int **q) // truth: p: stays; q: stays
{
  *p = 1;
  **q = 2;
}

int **
content_kept_and_returned (int **p) // truth: p: to result 0, to heap 1
{
  global = *p;
  return p;
}

int **
kept_and_returned (int **p) // truth: p: to heap 0
{
  globals = p;
  return p;
}

struct node *
last (struct node *n) // truth: n: to result 0
{
  while (n->next)
    n = n->next;
  return n;
}

struct node *
last_of_rest (struct node *n) // truth: n: to result 1
{
  n = n->next;
  while (n->next)
    n = n->next;
  return n;
}

int
length (struct node *n) // truth: n: stays
{
  int count = 0;
  for (; n; n = n->next)
    count++;
  return count;
}

int *
by_call (int **p) // truth: p: to result 1
{
  return identity (*p);
}

void
kept_by_call (int **p, int *q) // truth: p: to heap 1; q: to heap 0
{
  keep_content (p);
  keep (q);
}

int *
through_local (int *p) // truth: p: to result 0
{
  int *q = p;
  int **qq = &q;
  return load (qq);
}

int *
only_one_returned (int *p, int *q) // truth: p: to result 0; q: stays
{
  struct
  {
    int *a, *b;
  } t = { p, q };
  *t.b = 1;
  return t.a;
}

int *
reassigned (int *p, int *q) // truth: p: stays; q: to result 0
{
  *p = 1;
  p = q;
  return p;
}

int
local_passed_down (void)
{
  int x = 1;   // truth: local x: stays
  int *p = &x; // truth: local p: stays
  return *load (&p) + fetch (&x, &p);
}

void
local_passed_to_keep (void)
{
  int *x = NEW (int); // truth: new: escapes
  keep (x);
}

void
content_passed_to_keep (void)
{
  int *x = NEW (int); // truth: new: escapes
  int *p = x;         // truth: local p: stays
  keep_content (&p);
}

void
chain (struct node *a, struct node *b) // truth: a: stays; b: to param a 0
{
  a->next = b;
}

void
chain_next (struct node *a, struct node *b) // truth: a: stays; b: to param a 1
{
  a->next = b->next;
}

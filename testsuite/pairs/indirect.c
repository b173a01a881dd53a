/* Stores through pointers: where what they reach stays, so does the value.  */

#include "pairs.h"

struct leaf
{
  int *p;
};

struct branch
{
  struct leaf *leaf;
  struct branch *self;
};

int *global;

int
store_through (void)
{
  int *x; // truth: local x: stays
  int **pp = &x;
  *pp = NEW (int); // truth: new: stays
  int value = *x;
  free (x);
  return value;
}

int
store_two_deep (void)
{
  int *x;        // truth: local x: stays
  int **pp = &x; // truth: local pp: stays
  int ***ppp = &pp;
  **ppp = NEW (int); // truth: new: stays
  int value = *x;
  free (x);
  return value;
}

int *
store_then_return (void)
{
  int *x; // truth: local x: stays
  int **pp = &x;
  *pp = NEW (int); // truth: new: escapes
  return x;
}

int
store_in_chain (void)
{
  struct branch *b = NEW (struct branch); // truth: new: stays
  b->leaf = NEW (struct leaf);            // truth: new: stays
  b->leaf->p = NEW (int);                 // truth: new: stays
  int value = *b->leaf->p;
  free (b->leaf->p);
  free (b->leaf);
  free (b);
  return value;
}

struct branch *
chain_returned (void)
{
  struct branch *b = NEW (struct branch); // truth: new: escapes
  b->leaf = NEW (struct leaf);            // truth: new: escapes
  b->leaf->p = NEW (int);                 // truth: new: escapes
  return b;
}

int *
end_of_chain_returned (void)
{
  struct branch *b = NEW (struct branch); // truth: new: stays
  b->leaf = NEW (struct leaf);            // truth: new: stays
  b->leaf->p = NEW (int);                 // truth: new: escapes
  int *p = b->leaf->p;
  free (b->leaf);
  free (b);
  return p;
}

int *
store_to_either (_Bool c)
{
  int *x = 0, *y = 0; // truth: local x: stays; local y: stays
  int **pp = &x;
  if (c)
    pp = &y;
  *pp = NEW (int); // truth: new: escapes
  return y;
}

int
address_stored_through (void)
{
  int x = 1; // truth: local x: stays
  int *p;
  int **pp = &p;
  *pp = &x;
  return *p;
}

int
refers_to_itself (void)
{
  struct branch *b = NEW (struct branch); // truth: new: stays
  b->self = b;
  int result = b->self->self == b;
  free (b);
  return result;
}

int
locals_that_point_at_each_other (void)
{
  struct branch a, b; // truth: local a: stays; local b: stays
  a.self = &b;
  b.self = &a;
  a.self->self->leaf = 0;
  return a.self->self->self == &b;
}

void
store_in_global_by_pointer (void)
{
  int **pg = &global;
  *pg = NEW (int); // truth: new: escapes
}

void set (int **q, int *p);

int
store_by_callee (void)
{
  int *x;              // truth: local x: stays
  set (&x, NEW (int)); // truth: new: stays
  int value = *x;
  free (x);
  return value;
}

void
set (int **q, int *p) // truth: q: stays; p: to param q 0
{
  *q = p;
}

void
set_from (int **q, int **p) // truth: q: stays; p: to param q 1
{
  *q = *p;
}

void
set_deep (int ***q, int *p) // truth: q: stays; p: to param q 0
{
  **q = p;
}

int *
move_between_locals (void)
{
  int *x = NEW (int);  // truth: new: escapes
  int *y = NEW (int);  // truth: new: stays
  int *p = x, *q = y;  // truth: local p: stays; local q: stays
  set_from (&q, &p);
  *y = 1;
  free (y);
  return q;
}

void
swap (int **p, int **q) // truth: p: to param q 1; q: to param p 1
{
  int *old = *p;
  *p = *q;
  *q = old;
}

int *
swap_locals (void)
{
  int *x = NEW (int); // truth: new: stays
  int *y = NEW (int); // truth: new: escapes
  swap (&x, &y);
  *y = 1;
  free (y);
  return x;
}

/* What functions return: an argument, something in it, something new.  */

#include "pairs.h"

struct pair
{
  int *a, *b;
};

int *global;

struct pair
make_pair (int *p, int *q) // truth: p: to result 0; q: to result 0
{
  return (struct pair) { p, q };
}

int *
one_of_pair (void)
{
  int *x = NEW (int); // truth: new: escapes
  int *y = NEW (int); // truth: new: stays
  struct pair t = make_pair (x, y);
  *t.b = 1;
  free (t.b);
  return t.a;
}

int
pair_stays (void)
{
  int *x = NEW (int); // truth: new: stays
  int *y = NEW (int); // truth: new: stays
  struct pair t = make_pair (x, y);
  int sum = *t.a + *t.b;
  free (t.a);
  free (t.b);
  return sum;
}

struct pair
two (int *p, int *q) // truth: p: to result 0; q: to result 0
{
  struct pair r;
  r.a = q;
  r.b = p;
  return r;
}

int *
first_of_two (void)
{
  int *x = NEW (int); // truth: new: stays
  int *y = NEW (int); // truth: new: escapes
  struct pair r = two (x, y);
  *r.b = 1;
  free (x);
  return r.a;
}

int *
pick (_Bool c, int *p, int *q) // truth: p: to result 0; q: to result 0
{
  int *r = p;
  if (c)
    r = q;
  return r;
}

int
ignored_result (void)
{
  int *x = NEW (int); // truth: new: stays
  pick (1, x, x);
  int value = *x;
  free (x);
  return value;
}

int *
fresh (void)
{
  return NEW (int); // truth: new: escapes
}

int
fresh_stays (void)
{
  int *p = fresh (); // truth: call: stays
  int value = *p;
  free (p);
  return value;
}

int *
fresh_returned (void)
{
  int *p = fresh (); // truth: call: escapes
  *p = 1;
  return p;
}

void
fresh_kept (void)
{
  global = fresh (); // truth: call: escapes
}

int *
fresh_or_nil (_Bool c)
{
  if (c)
    return 0;
  return NEW (int); // truth: new: escapes
}

struct pair
fresh_pair (void)
{
  return (struct pair) { NEW (int), 0 }; // truth: new: escapes
}

int
fresh_pair_stays (void)
{
  struct pair t = fresh_pair (); // truth: call: stays
  int value = *t.a;
  free (t.a);
  return value;
}

int **
address_of_fresh_field (void)
{
  struct pair *t = NEW (struct pair); // truth: new: escapes
  return &t->b;
}

struct pair *
wrapped (int *p) // truth: p: to result 0
{
  struct pair *t = NEW (struct pair); // truth: new: escapes
  t->a = p;
  return t;
}

int
wrapped_stays (void)
{
  int *x = NEW (int);          // truth: new: stays
  struct pair *t = wrapped (x); // truth: call: stays
  int value = *t->a;
  free (t);
  free (x);
  return value;
}

int *
unwrapped (void)
{
  int *x = NEW (int);          // truth: new: escapes
  struct pair *t = wrapped (x); // truth: call: stays
  int *a = t->a;
  free (t);
  return a;
}

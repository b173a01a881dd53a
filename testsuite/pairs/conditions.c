/* Paths: what is overwritten before it leaves does not leave.  */

#include "pairs.h"

struct pair
{
  int *a, *b;
};

enum
{
  debug = 0
};

int *global;
struct pair global_pair;

void
on_one_path (_Bool c)
{
  int *p = NEW (int); // truth: new: escapes
  if (c)
    global = p;
  else
    free (p);
}

int *
one_of_two_returned (_Bool c)
{
  int *p = NEW (int); // truth: new: escapes
  int *q = NEW (int); // truth: new: escapes
  if (c)
    {
      free (q);
      return p;
    }
  free (p);
  return q;
}

void
overwritten_variable (void)
{
  int *p = NEW (int); // truth: new: stays
  *p = 1;
  free (p);
  p = NEW (int); // truth: new: escapes
  global = p;
}

void
set_to_nil (void)
{
  int *p = NEW (int); // truth: new: stays
  *p = 1;
  free (p);
  p = 0;
  global = p;
}

void
struct_overwritten (void)
{
  struct pair t = { 0 };
  t.a = NEW (int); // truth: new: stays
  *t.a = 1;
  free (t.a);
  t = (struct pair) { 0 };
  global_pair = t;
}

struct pair
overwritten_on_both_paths (_Bool c)
{
  struct pair t = { 0 };
  t.a = NEW (int); // truth: new: stays
  *t.a = 1;
  free (t.a);
  if (c)
    t.a = 0;
  else
    t.a = NEW (int); // truth: new: escapes
  return t;
}

struct pair
overwritten_on_one_path (_Bool c)
{
  struct pair t = { 0 };
  t.a = NEW (int); // truth: new: escapes
  *t.a = 1;
  if (c)
    {
      free (t.a);
      t.a = 0;
    }
  return t;
}

int
dead_code (void)
{
  int *p = NEW (int); // truth: new: stays
  if (debug)
    global = p;
  int value = *p;
  free (p);
  return value;
}

int
after_return (int n)
{
  int *p = NEW (int); // truth: new: stays
  *p = n;
  if (n > 0)
    {
      int value = *p;
      free (p);
      return value;
    }
  free (p);
  p = 0;
  global = p;
  return 0;
}

void
replaced_before_kept (int n)
{
  int *p = NEW (int); // truth: new: stays
  for (int i = 0; i < n; i++)
    *p += i;
  free (p);
  p = 0;
  if (n > 3)
    p = NEW (int); // truth: new: escapes
  global = p;
}

int *
selected (int k)
{
  int *a = NEW (int); // truth: new: escapes
  int *b = NEW (int); // truth: new: escapes
  int *c = NEW (int); // truth: new: stays
  *c = k;
  free (c);
  switch (k)
    {
    case 1:
      free (b);
      return a;
    case 2:
      free (a);
      return b;
    default:
      free (a);
      free (b);
      return 0;
    }
}

int *
constant_condition (void)
{
  int *p = NEW (int); // truth: new: stays
  int *q = NEW (int); // truth: new: escapes
  int *r = p;
  int n = 3;
  if (n > 2)
    r = q;
  *p = 1;
  free (p);
  return r;
}

_Bool
compared_only (int *q) // truth: q: stays
{
  int *p = NEW (int); // truth: new: stays
  _Bool same = p == q;
  free (p);
  return same;
}

int
restored (struct pair *t) // truth: t: stays
{
  int x = 1; // truth: local x: stays
  int *old = t->a;
  t->a = &x;
  int n = *t->a;
  t->a = old;
  return n;
}

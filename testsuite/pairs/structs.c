/* Structs by value, with pointers in them.  */

#include "pairs.h"

struct pair
{
  int *a, *b;
};

struct deep
{
  int **pp;
  int *p;
};

struct nest
{
  struct pair in;
  int n;
};

struct row
{
  int *item[3];
};

int *global;
struct pair global_pair;

int *
field_of (struct pair t) // truth: t: to result 0
{
  return t.a;
}

int *
load_from_field (struct deep t) // truth: t: to result 1
{
  return *t.pp;
}

struct pair
whole_of (struct pair t) // truth: t: to result 0
{
  return t;
}

void
keep_field (struct pair t) // truth: t: to heap 0
{
  global = t.b;
}

void
keep_whole (struct pair t) // truth: t: to heap 0
{
  global_pair = t;
}

int
only_read (struct pair t) // truth: t: stays
{
  return *t.a + *t.b;
}

int
copy_changed (struct pair t, int *p) // truth: t: stays; p: stays
{
  t.a = p;
  return *t.a + *t.b;
}

int *
nested_of (struct nest t) // truth: t: to result 0
{
  return t.in.b;
}

int *
element_of (struct row t, int i) // truth: t: to result 0
{
  return t.item[i];
}

int **
address_inside (struct deep t) // truth: t: to result 0
{
  return t.pp;
}

int *
one_field_leaves_by_callee (void)
{
  struct pair t;
  t.a = NEW (int); // truth: new: escapes
  t.b = NEW (int); // truth: new: stays
  int *a = field_of (t);
  free (t.b);
  return a;
}

void
one_field_kept_by_callee (void)
{
  struct pair t;
  t.a = NEW (int); // truth: new: stays
  t.b = NEW (int); // truth: new: escapes
  keep_field (t);
  free (t.a);
}

int
none_leaves_by_callee (void)
{
  struct pair t;
  t.a = NEW (int); // truth: new: stays
  t.b = NEW (int); // truth: new: stays
  int sum = only_read (t);
  free (t.a);
  free (t.b);
  return sum;
}

int *
content_of_argument (void)
{
  int *x = NEW (int); // truth: new: escapes
  int *y = NEW (int); // truth: new: stays
  *y = 1;
  int *p = load_from_field ((struct deep) { &x, y });
  free (y);
  return p;
}

int *
callers_copy_is_unchanged (void)
{
  struct pair t;
  t.a = NEW (int);    // truth: new: escapes
  t.b = NEW (int);    // truth: new: stays
  int *p = NEW (int); // truth: new: stays
  copy_changed (t, p);
  free (t.b);
  free (p);
  return t.a;
}

void
store_struct (struct pair *q, struct pair t) // truth: q: stays; t: to param q 0
{
  *q = t;
}

void
copy_struct (struct pair *q, struct pair *t) // truth: q: stays; t: to param q 1
{
  *q = *t;
}

struct pair
load_struct (struct pair *t) // truth: t: to result 1
{
  return *t;
}

void
store_nested (struct nest *q, struct pair t) // truth: q: stays; t: to param q 0
{
  q->in = t;
}

_Bool
compare (struct pair t, struct pair u) // truth: t: stays; u: stays
{
  return t.a == u.a && t.b == u.b;
}

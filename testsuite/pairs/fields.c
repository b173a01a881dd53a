/* Fields of structs: one leaves, its neighbour does not.  */

#include "pairs.h"

struct pair
{
  int *a, *b;
};

struct outer
{
  struct pair in;
  int *c;
};

struct derived
{
  struct
  {
    int *a, *b;
  };
  int *c;
};

int *global;

int *
field_apart (void)
{
  struct pair t;
  t.a = NEW (int); // truth: new: escapes
  t.b = NEW (int); // truth: new: stays
  *t.b = 1;
  free (t.b);
  return t.a;
}

int *
field_of_heap_object (void)
{
  struct pair *t = NEW (struct pair); // truth: new: stays
  t->a = NEW (int);                   // truth: new: escapes
  t->b = NEW (int);                   // truth: new: stays
  *t->b = 1;
  int *a = t->a;
  free (t->b);
  free (t);
  return a;
}

int *
nested_field (void)
{
  struct outer o;
  o.in.a = NEW (int); // truth: new: stays
  o.in.b = NEW (int); // truth: new: escapes
  o.c = NEW (int);    // truth: new: stays
  free (o.in.a);
  free (o.c);
  return o.in.b;
}

struct pair
returned_struct (void)
{
  struct pair t;
  t.a = NEW (int); // truth: new: escapes
  t.b = NEW (int); // truth: new: escapes
  return t;
}

int *
copied_whole (void)
{
  struct pair t, u;
  t.a = NEW (int); // truth: new: stays
  t.b = NEW (int); // truth: new: escapes
  u = t;
  free (u.a);
  return u.b;
}

int *
inner_copied (void)
{
  struct outer o;
  o.in.b = 0;
  o.in.a = NEW (int); // truth: new: escapes
  o.c = NEW (int);    // truth: new: stays
  struct pair t = o.in;
  free (o.c);
  return t.a;
}

int *
overwritten_field (void)
{
  struct pair t;
  t.a = NEW (int); // truth: new: stays
  *t.a = 1;
  free (t.a);
  t.a = NEW (int); // truth: new: escapes
  return t.a;
}

struct pair
cleared_before_it_leaves (void)
{
  struct pair t;
  t.a = NEW (int); // truth: new: stays
  t.b = NEW (int); // truth: new: escapes
  *t.b = *t.a;
  free (t.a);
  t.a = 0;
  return t;
}

void
field_to_global (void)
{
  struct pair t;
  t.a = NEW (int); // truth: new: escapes
  t.b = NEW (int); // truth: new: stays
  free (t.b);
  global = t.a;
}

int *
through_address_of_field (void)
{
  struct pair t; // truth: local t: stays
  int **p = &t.b;
  *p = NEW (int);  // truth: new: escapes
  t.a = NEW (int); // truth: new: stays
  free (t.a);
  return t.b;
}

int *
promoted_field (void)
{
  struct derived d;
  d.a = NEW (int); // truth: new: escapes
  d.c = NEW (int); // truth: new: stays
  free (d.c);
  return d.a;
}

int *
swapped_fields (void)
{
  struct pair t;
  t.a = NEW (int); // truth: new: stays
  t.b = NEW (int); // truth: new: escapes
  int *a = t.a;
  t.a = t.b;
  t.b = a;
  free (t.b);
  return t.a;
}

int
address_of_local_in_field (void)
{
  int x = 1; // truth: local x: stays
  int y = 2; // truth: local y: stays
  struct pair t = { &x, &y };
  return *t.a + *t.b;
}

int *
field_of_param (struct pair *t) // truth: t: to result 1
{
  return t->b;
}

void
field_of_field_kept (struct outer *o) // truth: o: to heap 1
{
  global = o->in.b;
}

void
set_field (struct pair *t, int *p) // truth: t: stays; p: to param t 0
{
  t->a = p;
}

int
field_of_callee (void)
{
  struct pair t;                // truth: local t: stays
  set_field (&t, NEW (int)); // truth: new: stays
  int value = *t.a;
  free (t.a);
  return value;
}

/* Functions that allocate for their callers: each call's object on its own.  */

#include "pairs.h"

struct object
{
  int *name;
  struct object *next;
  int size;
};

struct pool
{
  struct object *free;
};

struct object *global;
int count;

struct object *
allocate (void)
{
  count++;
  return NEW (struct object); // truth: new: escapes
}

struct object *
allocate_named (int *name) // truth: name: to result 0
{
  struct object *o = allocate (); // truth: call: escapes
  o->name = name;
  return o;
}

struct object *
allocate_through (void)
{
  struct object *o = allocate_named (0); // truth: call: escapes
  o->size = 1;
  return o;
}

int
wrapper_stays (void)
{
  struct object *o = allocate (); // truth: call: stays
  int size = o->size;
  free (o);
  return size;
}

int
deep_wrapper_stays (void)
{
  struct object *o = allocate_through (); // truth: call: stays
  int size = o->size;
  free (o);
  return size;
}

int
named_stays (void)
{
  int *name = NEW (int);                     // truth: new: stays
  struct object *o = allocate_named (name); // truth: call: stays
  int value = *o->name;
  free (o);
  free (name);
  return value;
}

void
wrapper_kept (void)
{
  global = allocate_through (); // truth: call: escapes
}

_Bool
create (struct object **out) // truth: out: stays
{
  struct object *o = NEW (struct object); // truth: new: escapes
  if (count > 100)
    {
      free (o);
      return 0;
    }
  *out = o;
  return 1;
}

int
out_parameter_stays (void)
{
  struct object *o;  // truth: local o: stays
  if (!create (&o)) // truth: call: stays
    return 0;
  int size = o->size;
  free (o);
  return size;
}

struct object *
out_parameter_leaves (void)
{
  struct object *o;  // truth: local o: stays
  if (!create (&o)) // truth: call: escapes
    return 0;
  return o;
}

struct object *
get (struct pool *p) // truth: p: to result 1
{
  if (!p->free)
    return NEW (struct object); // truth: new: escapes
  struct object *o = p->free;
  p->free = o->next;
  return o;
}

void
give_back (struct pool *p, struct object *o) // truth: p: to param o 1; o: to param p 0
{
  o->next = p->free;
  p->free = o;
}

int
pooled_stays (void)
{
  struct pool p = { 0 };         // truth: local p: stays
  struct object *o = get (&p); // truth: call: stays
  o->size = 3;
  give_back (&p, o);
  int size = p.free->size;
  free (p.free);
  return size;
}

struct object *
duplicate (struct object *o) // truth: o: to result 1
{
  struct object *d = NEW (struct object); // truth: new: escapes
  *d = *o;
  return d;
}

int *
duplicate_of_numbers (int *s, size_t n) // truth: s: stays
{
  int *d = calloc (64, sizeof *d); // truth: new: escapes
  memcpy (d, s, n * sizeof *s);
  return d;
}

int
duplicate_stays (void)
{
  int *s = calloc (4, sizeof *s);         // truth: new: stays
  int *d = duplicate_of_numbers (s, 4); // truth: call: stays
  int value = d[0];
  free (d);
  free (s);
  return value;
}

int *
grown (int *s, size_t n) // truth: s: to result 0
{
  if (n > 8)
    return s;
  return calloc (16, sizeof *s); // truth: new: escapes
}

struct object *
one_allocator_for_two (void)
{
  struct object *a = allocate (); // truth: call: stays
  struct object *b = allocate (); // truth: call: escapes
  b->size = a->size;
  free (a);
  return b;
}

struct object *
error_path (_Bool fail)
{
  struct object *o = NEW (struct object); // truth: new: escapes
  if (fail)
    {
      free (o);
      return 0;
    }
  return o;
}

int
only_on_error_path (_Bool fail)
{
  struct object *o = NEW (struct object); // truth: new: escapes
  if (fail)
    {
      global = o;
      return -1;
    }
  int size = o->size;
  free (o);
  return size;
}

/* Go's interfaces, as C writes them: a table of functions beside a void *, a
   tag beside a void *, a void * alone.  */

#include "pairs.h"
#include <stdio.h>

struct shape
{
  int (*area) (void *);
  void *self;
};

struct square
{
  int side;
  int *name;
};

struct circle
{
  int radius;
  int *name;
};

struct keeper
{
  int side;
};

struct named
{
  int *(*label) (void *);
  void *self;
};

struct scaled
{
  struct shape in;
  int factor;
};

enum tag
{
  TAG_NUMBER,
  TAG_SQUARE,
  TAG_CIRCLE
};

struct any
{
  enum tag tag;
  void *value;
};

struct keeper *last_keeper;
void *global;
struct shape global_shape;

static int
square_area (void *self)
{
  struct square *s = self;
  return s->side * s->side;
}

static int
circle_area (void *self)
{
  struct circle *c = self;
  return 3 * c->radius * c->radius;
}

static int
keeper_area (void *self)
{
  last_keeper = self;
  return last_keeper->side;
}

static int *
square_label (void *self)
{
  return ((struct square *) self)->name;
}

static int
scaled_area (void *self)
{
  struct scaled *s = self;
  return s->factor * s->in.area (s->in.self);
}

int
known (void)
{
  struct shape s = { square_area, NEW (struct square) }; // truth: new: stays
  int area = s.area (s.self);
  free (s.self);
  return area;
}

int
one_of_two (_Bool c)
{
  struct shape s = { square_area, NEW (struct square) }; // truth: new: stays
  if (c)
    {
      free (s.self);
      s = (struct shape) { circle_area, NEW (struct circle) }; // truth: new: stays
    }
  int area = s.area (s.self);
  free (s.self);
  return area;
}

int
one_of_two_keeps (_Bool c)
{
  struct shape s = { square_area, NEW (struct square) }; // truth: new: stays
  if (c)
    {
      free (s.self);
      s = (struct shape) { keeper_area, NEW (struct keeper) }; // truth: new: escapes
    }
  int area = s.area (s.self);
  if (!c)
    free (s.self);
  return area;
}

static int
total (struct shape *s, size_t n)
{
  int sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += s[i].area (s[i].self);
  return sum;
}

int
shapes (void)
{
  struct shape *s = calloc (2, sizeof *s);                  // truth: new: stays
  s[0] = (struct shape) { square_area, NEW (struct square) }; // truth: new: stays
  s[1] = (struct shape) { circle_area, NEW (struct circle) }; // truth: new: stays
  int sum = total (s, 2);
  free (s[0].self);
  free (s[1].self);
  free (s);
  return sum;
}

static int
area_of (struct shape s)
{
  return s.area (s.self);
}

int
passed_to_function (void)
{
  struct square *q = NEW (struct square); // truth: new: stays
  int area = area_of ((struct shape) { square_area, q });
  free (q);
  return area;
}

void
kept_shape (void)
{
  global_shape = (struct shape) { square_area, NEW (struct square) }; // truth: new: escapes
}

struct shape
returned_shape (void)
{
  return (struct shape) { circle_area, NEW (struct circle) }; // truth: new: escapes
}

int *
content_by_method (void)
{
  struct square *q = NEW (struct square); // truth: new: stays
  q->name = NEW (int);                    // truth: new: escapes
  struct named n = { square_label, q };
  int *label = n.label (n.self);
  free (q);
  return label;
}

int
content_by_method_stays (void)
{
  struct square *q = NEW (struct square); // truth: new: stays
  q->name = NEW (int);                    // truth: new: stays
  struct named n = { square_label, q };
  int value = *n.label (n.self);
  free (q->name);
  free (q);
  return value;
}

int
decorated (void)
{
  struct square *q = NEW (struct square); // truth: new: stays
  struct scaled *d = NEW (struct scaled); // truth: new: stays
  d->in = (struct shape) { square_area, q };
  d->factor = 2;
  struct shape s = { scaled_area, d };
  int area = s.area (s.self);
  free (d);
  free (q);
  return area;
}

int
any_stays (void)
{
  int *p = NEW (int); // truth: new: stays
  void *v = p;
  int value = *(int *) v;
  free (v);
  return value;
}

int *
any_leaves (void)
{
  int *p = NEW (int); // truth: new: escapes
  void *v = p;
  return v;
}

void
any_kept (void)
{
  int *p = NEW (int); // truth: new: escapes
  global = p;
}

static int
switched (struct any v)
{
  switch (v.tag)
    {
    case TAG_SQUARE:
      return ((struct square *) v.value)->side;
    case TAG_CIRCLE:
      return ((struct circle *) v.value)->radius;
    default:
      return 0;
    }
}

int
switched_stays (void)
{
  struct square *q = NEW (struct square); // truth: new: stays
  int side = switched ((struct any) { TAG_SQUARE, q });
  free (q);
  return side;
}

int *
name_of (struct any v) // truth: v: to result 1
{
  switch (v.tag)
    {
    case TAG_SQUARE:
      return ((struct square *) v.value)->name;
    case TAG_CIRCLE:
      return ((struct circle *) v.value)->name;
    default:
      return 0;
    }
}

struct any
boxed (int n)
{
  int *box = NEW (int); // truth: new: escapes
  *box = n;
  return (struct any) { TAG_NUMBER, box };
}

void
printed (void)
{
  int *p = NEW (int); // truth: new: stays
  printf ("%d\n", *p);
  free (p);
}

void
address_printed (void)
{
  int *p = NEW (int); // truth: new: stays
  printf ("%p\n", (void *) p);
  free (p);
}

struct failure
{
  int code;
};

struct failure *
fails (void)
{
  struct failure *f = NEW (struct failure); // truth: new: escapes
  f->code = 1;
  return f;
}

_Bool
fails_and_is_checked (void)
{
  struct failure *err = fails (); // truth: call: stays
  _Bool failed = err != 0;
  free (err);
  return failed;
}

static struct failure *
failure_new (int code)
{
  struct failure *f = NEW (struct failure);
  f->code = code;
  return f;
}

struct failure *
sentinel (void)
{
  return failure_new (2); // truth: call: escapes
}

/* Functions passed as values, with a context or in a table.  */

#include "pairs.h"

struct context
{
  int sum;
  int *best;
};

struct operations
{
  void (*open) (struct context *);
  int (*read) (struct context *);
};

struct item
{
  int key;
  int *value;
};

int *global;
struct context *global_context;

static void
each (int *s, size_t n, void (*f) (int *, struct context *),
      struct context *c)
{
  for (size_t i = 0; i < n; i++)
    f (&s[i], c);
}

void
add_up (int *p, struct context *c) // truth: p: stays; c: stays
{
  c->sum += *p;
}

void
keep_best (int *p, struct context *c) // truth: p: to param c 0; c: stays
{
  c->best = p;
}

void
keep_context (int *p, struct context *c) // truth: p: stays; c: to heap 0
{
  *p = 0;
  global_context = c;
}

int
context_stays (void)
{
  int *s = calloc (4, sizeof *s);           // truth: new: stays
  struct context *c = NEW (struct context); // truth: new: stays
  each (s, 4, add_up, c);
  int sum = c->sum;
  free (c);
  free (s);
  return sum;
}

int
context_on_stack (void)
{
  int *s = calloc (4, sizeof *s); // truth: new: stays
  struct context c = { 0 };       // truth: local c: stays
  each (s, 4, add_up, &c);
  free (s);
  return c.sum;
}

int
element_in_context (void)
{
  int *s = calloc (4, sizeof *s);           // truth: new: stays
  struct context *c = NEW (struct context); // truth: new: stays
  each (s, 4, keep_best, c);
  int best = *c->best;
  free (c);
  free (s);
  return best;
}

int *
element_out_of_context (void)
{
  int *s = calloc (4, sizeof *s);           // truth: new: escapes
  struct context *c = NEW (struct context); // truth: new: stays
  each (s, 4, keep_best, c);
  int *best = c->best;
  free (c);
  return best;
}

int
context_kept (void)
{
  int *s = calloc (4, sizeof *s);           // truth: new: stays
  struct context *c = NEW (struct context); // truth: new: escapes
  each (s, 4, keep_context, c);
  int value = s[0];
  free (s);
  return value;
}

int
one_of_two_functions (_Bool b)
{
  int *x = NEW (int);                       // truth: new: stays
  struct context *c = NEW (struct context); // truth: new: stays
  void (*f) (int *, struct context *) = add_up;
  if (b)
    f = keep_best;
  f (x, c);
  int sum = c->sum;
  free (c);
  free (x);
  return sum;
}

int
one_of_two_keeps (_Bool b)
{
  int *x = NEW (int);                       // truth: new: stays
  struct context *c = NEW (struct context); // truth: new: escapes
  void (*f) (int *, struct context *) = add_up;
  if (b)
    f = keep_context;
  f (x, c);
  int value = *x;
  free (x);
  return value;
}

int
table_of_functions (int i)
{
  void (*table[2]) (int *, struct context *) = { add_up, keep_best };
  int *x = NEW (int);                       // truth: new: stays
  struct context *c = NEW (struct context); // truth: new: stays
  table[i](x, c);
  int sum = c->sum;
  free (c);
  free (x);
  return sum;
}

static void
open_one (struct context *c)
{
  c->sum = 1;
}

static int
read_one (struct context *c)
{
  return c->sum;
}

int
operations_stay (void)
{
  struct operations ops = { .open = open_one, .read = read_one };
  struct context *c = NEW (struct context); // truth: new: stays
  ops.open (c);
  int value = ops.read (c);
  free (c);
  return value;
}

static int
compare_numbers (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

static int
compare_items (const void *a, const void *b)
{
  const struct item *x = a, *y = b;
  return x->key - y->key;
}

int
sorted (void)
{
  int *s = calloc (4, sizeof *s); // truth: new: stays
  s[0] = 3;
  qsort (s, 4, sizeof *s, compare_numbers);
  int value = s[0];
  free (s);
  return value;
}

int *
sorted_items (void)
{
  struct item *s = calloc (2, sizeof *s); // truth: new: stays
  s[0].value = NEW (int);                 // truth: new: escapes
  qsort (s, 2, sizeof *s, compare_items);
  int *value = s[0].value;
  free (s);
  return value;
}

int
searched (int key)
{
  int *s = calloc (16, sizeof *s); // truth: new: stays
  int *found = bsearch (&key, s, 16, sizeof *s, compare_numbers);
  int index = found ? found - s : 16;
  free (s);
  return index;
}

static int *
apply (int *(*f) (int *), int *p)
{
  return f (p);
}

int *
itself (int *p) // truth: p: to result 0
{
  return p;
}

int *
kept (int *p) // truth: p: to heap 0
{
  global = p;
  return 0;
}

int
applied (void)
{
  int *x = NEW (int); // truth: new: stays
  int value = *apply (itself, x);
  free (x);
  return value;
}

int *
applied_and_returned (void)
{
  int *x = NEW (int); // truth: new: escapes
  return apply (itself, x);
}

void
applied_and_kept (void)
{
  int *x = NEW (int); // truth: new: escapes
  apply (kept, x);
}

/* What Go defers, C gives to the cleanup attribute.  */

#include "pairs.h"

struct resource
{
  int *data;
  _Bool open;
};

int *global;
struct resource *global_resource;

void
close_it (struct resource *r) // truth: r: stays
{
  r->open = 0;
}

void
keep_it (struct resource *r) // truth: r: to heap 0
{
  global_resource = r;
}

static void
close_at (struct resource **r)
{
  close_it (*r);
  free (*r);
}

static void
keep_at (struct resource **r)
{
  keep_it (*r);
}

static void
clear_at (int **p)
{
  **p = 0;
  free (*p);
}

static void
keep_number_at (int **p)
{
  global = *p;
}

#define DEFER(f) __attribute__ ((cleanup (f)))

int
deferred_close (void)
{
  struct resource *r DEFER (close_at) = NEW (struct resource); // truth: new: stays
  r->data = NEW (int); // truth: new: stays
  int value = *r->data;
  free (r->data);
  return value;
}

void
deferred_keep (void)
{
  struct resource *r DEFER (keep_at) = NEW (struct resource); // truth: new: escapes
  r->open = 1;
}

int
deferred_closure (void)
{
  int *x DEFER (clear_at) = NEW (int); // truth: new: stays
  return *x;
}

int
deferred_closure_keeps (void)
{
  int *x DEFER (keep_number_at) = NEW (int); // truth: new: escapes
  return *x;
}

int
deferred_in_loop (int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++)
    {
      struct resource *r DEFER (close_at) = NEW (struct resource); // truth: new: stays
      r->open = i > 2;
      if (r->open)
        sum++;
    }
  return sum;
}

_Bool
deferred_on_local (void)
{
  struct resource r DEFER (close_it) = { 0 }; // truth: local r: stays
  r.open = 1;
  return r.open;
}

int
two_deferred (void)
{
  struct resource *r DEFER (close_at) = NEW (struct resource); // truth: new: stays
  struct resource *s DEFER (keep_at) = NEW (struct resource);  // truth: new: escapes
  (void) s;
  return r->open;
}

int *
content_returned (void)
{
  struct resource *r DEFER (close_at) = NEW (struct resource); // truth: new: stays
  r->data = NEW (int); // truth: new: escapes
  return r->data;
}

/* Nested functions of GNU C, as Go's closures: what they capture.  */

#include "pairs.h"

struct handler
{
  void (*f) (int);
};

struct counter
{
  int n;
};

int *global;

static void
twice (void (*f) (int))
{
  f (1);
  f (2);
}

int
captured_and_called (void)
{
  int *x = NEW (int); // truth: new: stays
  void f (void) { ++*x; }
  f ();
  int value = *x;
  free (x);
  return value;
}

int
captured_by_reference (void)
{
  int n = 0; // truth: local n: stays
  void f (void) { n++; }
  f ();
  f ();
  return n;
}

void
captured_and_kept (void)
{
  int *x = NEW (int); // truth: new: escapes
  void f (void) { global = x; }
  f ();
}

int *
captured_and_returned (void)
{
  int *x = NEW (int); // truth: new: escapes
  int *f (void) { return x; }
  return f ();
}

int
passed_down (void)
{
  int *sum = NEW (int); // truth: new: stays
  void f (int n) { *sum += n; }
  twice (f);
  int value = *sum;
  free (sum);
  return value;
}

void
passed_down_and_kept (void)
{
  int *sum = NEW (int); // truth: new: escapes
  void f (int n) { global = sum + 0 * n; }
  twice (f);
}

int
argument_of_closure (void)
{
  int *x = NEW (int); // truth: new: stays
  int f (int *p) { return *p; }
  int value = f (x);
  free (x);
  return value;
}

void
argument_kept_by_closure (void)
{
  int *x = NEW (int); // truth: new: escapes
  void f (int *p) { global = p; }
  f (x);
}

int
argument_returned_by_closure (void)
{
  int *x = NEW (int); // truth: new: stays
  int *f (int *p) { return p; }
  int value = *f (x);
  free (x);
  return value;
}

int
assigned_in_closure (void)
{
  int *p; // truth: local p: stays
  void f (void)
  {
    p = NEW (int);
  }
  f (); // truth: call: stays
  int value = *p;
  free (p);
  return value;
}

int
one_of_two_captured (void)
{
  int *x = NEW (int); // truth: new: escapes
  int *y = NEW (int); // truth: new: stays
  int f (void)
  {
    global = x;
    return *y;
  }
  int value = f ();
  free (y);
  return value;
}

int
closure_in_closure (void)
{
  int *x = NEW (int); // truth: new: stays
  void f (void)
  {
    void g (void) { ++*x; }
    g ();
  }
  f ();
  int value = *x;
  free (x);
  return value;
}

int
recursive_closure (void)
{
  int *count = NEW (int); // truth: new: stays
  void f (int n)
  {
    ++*count;
    if (n > 0)
      f (n - 1);
  }
  f (3);
  int value = *count;
  free (count);
  return value;
}

int
closure_in_struct (void)
{
  int *sum = NEW (int); // truth: new: stays
  void f (int n) { *sum += n; }
  struct handler h;
  h.f = f;
  h.f (1);
  int value = *sum;
  free (sum);
  return value;
}

int
one_of_two_closures (_Bool c)
{
  int *x = NEW (int); // truth: new: stays
  void one (int *p) { *p = 1; }
  void two (int *p) { *p = 2; }
  void (*f) (int *) = one;
  if (c)
    f = two;
  f (x);
  int value = *x;
  free (x);
  return value;
}

int
shared_by_two (void)
{
  int *x = NEW (int); // truth: new: stays
  int get (void) { return *x; }
  void set (int n) { *x = n; }
  set (4);
  int value = get ();
  free (x);
  return value;
}

int
fresh (void)
{
  struct counter *f (void)
  {
    return NEW (struct counter);
  }
  struct counter *c = f (); // truth: call: stays
  int n = c->n;
  free (c);
  return n;
}

int
stored_through_capture (void)
{
  struct counter *c = NEW (struct counter); // truth: new: stays
  struct counter **x = &c, *old = c;        // truth: local c: stays
  void f (void) { *x = NEW (struct counter); }
  f (); // truth: call: stays
  int n = c->n;
  free (old);
  free (c);
  return n;
}

/* A recursion is handed a struct as `void *', or calls through pointers of that
   type: what a void pointer in there points to is not the struct.  */
/* { dg-do compile } */

#include <stdlib.h>

void *kept;

struct pair
{
  void *user;
  struct pair *up;
};

static void
keep_user (const void *p, int n)
{
  kept = ((const struct pair *) p)->user;
  if (n)
    keep_user (p, n - 1);
}

void
user (void *u)
{
  struct pair p = { u, 0 }; /* { dg-bogus "escape:stack" } */
  keep_user (&p, 4);
}

static void
keep_it (const void *p, int n)
{
  kept = (void *) p;
  if (n)
    keep_it (p, n - 1);
}

void
it (void *u)
{
  struct pair p = { u, 0 }; /* { dg-warning {address of local 'p' escapes its frame \[escape:stack\]} } */
  keep_it (&p, 4);
}

/* A parser hands its user's pointer back.  */

struct parser
{
  const char *at;
  void *user;
};

static void *
parse (void *state)
{
  struct parser *p = state;
  if (*p->at == '(')
    {
      p->at++;
      return parse (state);
    }
  return p->user;
}

void *
parsed (const char *text, void *u)
{
  struct parser p = { text, u }; /* { dg-bogus "escape:stack" } */
  return parse (&p);
}

/* Each call has a struct of its own, with a pointer to the caller's.  */

static void *
down (void *caller, int n)
{
  struct pair own = { ((struct pair *) caller)->user, caller }; /* { dg-bogus "escape:stack" } */
  return n ? down (&own, n - 1) : own.user;
}

void *
downwards (void *u)
{
  struct pair p = { u, 0 }; /* { dg-bogus "escape:stack" } */
  return down (&p, 4);
}

static void *
hand_up (void *caller, int n)
{
  struct pair own = { ((struct pair *) caller)->user, caller }; /* { dg-warning {address of local 'own' escapes its frame \[escape:stack\]} } */
  return n ? hand_up (&own, n - 1) : own.up;
}

void *
upwards (void *u)
{
  struct pair p = { u, 0 }; /* { dg-warning {address of local 'p' escapes its frame \[escape:stack\]} } */
  return hand_up (&p, 4);
}

/* Two loads down.  */

struct box
{
  void *in;
};

static void *
unpack (void *p, int n)
{
  if (n)
    return unpack (p, n - 1);
  struct box *outer = p, *inner = outer->in;
  return inner->in;
}

void *
unpacked (void *u)
{
  struct box inner = { u };      /* { dg-bogus "escape:stack" } */
  struct box outer = { &inner }; /* { dg-bogus "escape:stack" } */
  return unpack (&outer, 3);
}

void *
unpacked_too_little (void *u)
{
  struct box inner = { u };       /* { dg-warning {address of local 'inner' escapes its frame \[escape:stack\]} } */
  struct box middle = { &inner }; /* { dg-bogus "escape:stack" } */
  struct box outer = { &middle }; /* { dg-bogus "escape:stack" } */
  return unpack (&outer, 3);
}

/* A function that hands its own address to unseen code is one that may come by
   itself again, and a table of functions leads back to those in it.  */

void later (int (*) (const void *, const void *));

static int
compare (const void *a, const void *b)
{
  kept = ((struct pair *) a)->user;
  later (compare);
  return a < b;
}

void
sort (void *u)
{
  struct pair p[2] = { { u, 0 }, { 0, 0 } }; /* { dg-bogus "escape:stack" } */
  qsort (p, 2, sizeof *p, compare);
}

static int
compare_and_keep (const void *a, const void *b)
{
  kept = (void *) a;
  later (compare_and_keep);
  return a < b;
}

void
sort_and_keep (void *u)
{
  struct pair p[2] = { { u, 0 }, { 0, 0 } }; /* { dg-warning {address of local 'p' escapes its frame \[escape:stack\]} } */
  qsort (p, 2, sizeof *p, compare_and_keep);
}

static void state_a (void *), state_b (void *);
static void (*const states[]) (void *) = { state_a, state_b };

static void
state_a (void *p)
{
  struct pair *c = p;
  if (c->up)
    states[1] (c->up);
  kept = c->user;
}

static void
state_b (void *p)
{
  struct pair *c = p;
  if (c->up)
    states[0] (c->up);
  kept = c->user;
}

void
run (void *u)
{
  struct pair p = { u, 0 }; /* { dg-bogus "escape:stack" } */
  state_a (&p);
}

/* A guard spares what it keeps from the release.  Where all that it looks at is seen,
   it is seen whether it does.  */
/* { dg-do compile } */

#include <stdlib.h>

struct word { unsigned flags; int n; };
enum { ON_HEAP = 1, DIRTY = 2 };

static void
drop_word (struct word *w)
{
  if (w->flags & ON_HEAP)
    free (w); /* { dg-bogus "escape:free" } */
}

int
kept (void)
{
  struct word w = { DIRTY, 0 };
  drop_word (&w); /* { dg-bogus "escape:free" } */
  return w.n;
}

int
let_through (void)
{
  struct word w = { DIRTY | ON_HEAP, 0 };
  drop_word (&w); /* { dg-warning {'free' of 'w', which is not on the heap \[escape:free\]} } */
  return 0;
}

int
not_known (unsigned flags)
{
  struct word w = { flags, 0 };
  drop_word (&w); /* { dg-bogus "escape:free" } */
  return 0;
}

struct owner { int owned; void *p; };

static void
drop_owned (struct owner *o)
{
  if (o->owned)
    free (o->p);
}

void
borrowed (void)
{
  int here;
  struct owner o = { 0, &here };
  drop_owned (&o); /* { dg-bogus "escape:free" } */
}

void
said_to_be_owned (void)
{
  int here;
  struct owner o = { 1, &here };
  drop_owned (&o); /* { dg-warning {'free' of 'here', which is not on the heap \[escape:free\]} } */
}

extern void set_up (struct owner *);

void
set_up_elsewhere (void)
{
  int here;
  struct owner o = { 1, &here };
  set_up (&o);
  drop_owned (&o); /* { dg-bogus "escape:free" } */
}

/* That a function hands its own address to __cyg_profile_func_enter has no
   effect: it is neither called by others for that, nor a recursion.  */
/* { dg-do compile } */
/* { dg-options "-finstrument-functions -fplugin-arg-escape-m=1 -fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

static void *kept;

struct pair
{
  int key;
  void *value;
};

static int
compare (const void *a, /* { dg-note "leaking param content: 'a'" } */
	 const void *b) /* { dg-note "'b' does not escape" } */
{
  kept = ((const struct pair *) a)->value;
  return ((const struct pair *) a)->key - ((const struct pair *) b)->key;
}

void
sort (void *p) /* { dg-note "leaking param: 'p'" } */
{
  struct pair pairs[2] = { { 1, p }, { 2, 0 } }; /* { dg-note "'pairs' does not escape" } */
  qsort (pairs, 2, sizeof *pairs, compare);
}

static int
keep (const void *a, /* { dg-note "leaking param: 'a'" } */
      const void *b) /* { dg-note "'b' does not escape" } */
{
  kept = (void *) a;
  return kept != b;
}

void
sort_and_keep (void *p) /* { dg-note "leaking param: 'p'" } */
{
  struct pair pairs[2] = { { 1, p }, { 2, 0 } }; /* { dg-warning "address of local 'pairs' escapes its frame" } */
  qsort (pairs, 2, sizeof *pairs, keep);
}

/* Only its callers can call it, so that it is for them to say.  */

static char *
make (void)
{
  return malloc (8); /* { dg-note {'malloc\(\.\.\.\)' escapes to heap} } */
}

void
use (void)
{
  char *p = make (); /* { dg-note {'make\(\.\.\.\)' does not escape} } */
  if (p)
    *p = 0;
  free (p);
}

/* What is put there and taken away again.  */

struct task
{
  int *current;
};

int
restored (struct task *t) /* { dg-note "'t' does not escape" } */
{
  int x = 1; /* { dg-note "'x' does not escape" } */
  int *old = t->current;
  t->current = &x;
  int n = *t->current;
  t->current = old;
  return n;
}

void *
last (void)
{
  return kept;
}

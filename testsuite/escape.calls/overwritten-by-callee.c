/* What a callee certainly overwrites is gone: a local whose address callees
   only read and write behind is followed in order through them.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-m=1 -fplugin-arg-escape-ignore=leak,pathleak" } */

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct pair
{
  int *a, *b;
};

int *kept;
jmp_buf out;

static void
swap (int **p, int **q)
{ /* { dg-note "leaking param: 'p' to param 'q' level=1" "" { target *-*-* } .-1 } */
  /* { dg-note "leaking param: 'q' to param 'p' level=1" "" { target *-*-* } .-2 } */
  int *old = *p;
  *p = *q;
  *q = old;
}

int *
swapped (void)
{
  int *x = malloc (4); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  /* { dg-note "'x' does not escape" "" { target *-*-* } .-1 } */
  int *y = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  /* { dg-note "'y' does not escape" "" { target *-*-* } .-1 } */
  swap (&x, &y);
  free (y);
  return x;
}

/* Swapped with itself it is still there.  */

int *
swapped_with_itself (void)
{
  int *x = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  /* { dg-note "'x' does not escape" "" { target *-*-* } .-1 } */
  swap (&x, &x);
  return x;
}

static void
set (int **p, int *value)
{ /* { dg-note "'p' does not escape" "" { target *-*-* } .-1 } */
  /* { dg-note "leaking param: 'value' to param 'p' level=0" "" { target *-*-* } .-2 } */
  *p = value;
}

static void
set_perhaps (int **p, int *value, int c)
{ /* { dg-note "'p' does not escape" "" { target *-*-* } .-1 } */
  /* { dg-note "leaking param: 'value' to param 'p' level=0" "" { target *-*-* } .-2 } */
  if (c)
    *p = value;
}

static void
set_both (struct pair *t, int *a, int *b)
{ /* { dg-note "'t' does not escape" "" { target *-*-* } .-1 } */
  /* { dg-note "leaking param: 'a' to param 't' level=0" "" { target *-*-* } .-2 } */
  /* { dg-note "leaking param: 'b' to param 't' level=0" "" { target *-*-* } .-3 } */
  set (&t->a, a);
  t->b = b;
}

static void
clear (struct pair *t)
{ /* { dg-note "'t' does not escape" "" { target *-*-* } .-1 } */
  memset (t, 0, sizeof *t);
}

int *
set_anew (int *given)
{ /* { dg-note "leaking param: 'given' to result level=0" "" { target *-*-* } .-1 } */
  int *x = malloc (4); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  int *p = x; /* { dg-note "'p' does not escape" } */
  set (&p, given);
  free (x);
  return p;
}

int *
set_anew_perhaps (int *given, int c)
{ /* { dg-note "leaking param: 'given' to result level=0" "" { target *-*-* } .-1 } */
  int *p = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  /* { dg-note "'p' does not escape" "" { target *-*-* } .-1 } */
  set_perhaps (&p, given, c);
  return p;
}

/* Through two calls, and all of a struct.  */

struct pair
members (int *given)
{ /* { dg-note "leaking param: 'given' to result level=0" "" { target *-*-* } .-1 } */
  int *x = malloc (4); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  struct pair t = { x, x }; /* { dg-note "'t' does not escape" } */
  set_both (&t, given, given);
  free (x);
  return t;
}

int *
one_member (int *given)
{ /* { dg-note "leaking param: 'given' to result level=0" "" { target *-*-* } .-1 } */
  int *x = malloc (4); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  int *y = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  struct pair t = { x, y }; /* { dg-note "'t' does not escape" } */
  set (&t.a, given);
  free (x);
  kept = t.b;
  return t.a;
}

int *
cleared (void)
{
  int *x = malloc (4); /* { dg-note {'malloc\(\.\.\.\)' does not escape} } */
  struct pair t = { x, x }; /* { dg-note "'t' does not escape" } */
  clear (&t);
  free (x);
  return t.b;
}

/* A name that something else has too is not followed.  */

int *
by_another_name (int *given)
{ /* { dg-note "leaking param: 'given' to result level=0" "" { target *-*-* } .-1 } */
  int *x = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  int *p = NULL; /* { dg-note "'p' does not escape" } */
  int **alias = &p;
  set (&p, given);
  *alias = x;
  return p;
}

/* Control may come back to before the callee wrote, or read it first.  */

static void
jump_before (int **p, int *value)
{ /* { dg-note "'p' does not escape" "" { target *-*-* } .-1 } */
  /* { dg-note "leaking param: 'value'" "" { target *-*-* } .-2 } */
  if (value)
    longjmp (out, 1);
  *p = value;
}

int *
jumped_over (int *given)
{ /* { dg-note "leaking param: 'given'" "" { target *-*-* } .-1 } */
  int *volatile p = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  int *q = p; /* { dg-note "'q' does not escape" } */
  if (setjmp (out) == 0)
    jump_before (&q, given);
  return q;
}

static void
keep_and_set (int **p, int *value)
{ /* { dg-note "leaking param content: 'p'" "" { target *-*-* } .-1 } */
  /* { dg-note "leaking param: 'value' to param 'p' level=0" "" { target *-*-* } .-2 } */
  kept = *p;
  *p = value;
}

int *
kept_before (int *given)
{ /* { dg-note "leaking param: 'given' to result level=0" "" { target *-*-* } .-1 } */
  int *p = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  /* { dg-note "'p' does not escape" "" { target *-*-* } .-1 } */
  keep_and_set (&p, given);
  return p;
}

/* Recursion, and half of a pointer.  */

static void
descend (int **p, int *value, int n)
{ /* { dg-note "'p' does not escape" "" { target *-*-* } .-1 } */
  /* { dg-note "leaking param: 'value' to param 'p' level=0" "" { target *-*-* } .-2 } */
  if (n)
    descend (p, value, n - 1);
  else
    *p = value;
}

int *
after_recursion (int *given, int n)
{ /* { dg-note "leaking param: 'given' to result level=0" "" { target *-*-* } .-1 } */
  int *p = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  /* { dg-note "'p' does not escape" "" { target *-*-* } .-1 } */
  descend (&p, given, n);
  return p;
}

static void
set_low_half (int **p)
{ /* { dg-note "'p' does not escape" "" { target *-*-* } .-1 } */
  *(int *) p = 0;
}

int *
low_half (void)
{
  int *p = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  /* { dg-note "'p' does not escape" "" { target *-*-* } .-1 } */
  set_low_half (&p);
  return p;
}

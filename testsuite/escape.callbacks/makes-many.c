/* A callback that makes an object makes one for each call.  Who calls it again
   and again, in a loop, twice, in libc, has many at once: they cannot all live in
   one place of the frame.  Called once, it has made one.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-warn=unneeded -fplugin-arg-escape-ignore=heap" } */
/* { dg-json {"function": "by_loop".*"name": "(add|compare)".*"verdict": "does-not-escape".*"promotable": false} } */
/* { dg-json {"function": "by_wrapper".*"name": "(add|compare)".*"verdict": "does-not-escape".*"promotable": false} } */
/* { dg-json {"function": "by_recursion".*"name": "(add|compare)".*"verdict": "does-not-escape".*"promotable": false} } */
/* { dg-json {"function": "by_two_calls".*"name": "(add|compare)".*"verdict": "does-not-escape".*"promotable": false} } */
/* { dg-json {"function": "by_library".*"name": "(add|compare)".*"verdict": "does-not-escape".*"promotable": false} } */
/* { dg-json {"function": "once".*"name": "(add|compare)".*"verdict": "does-not-escape".*"promotable": true} } */

#define _GNU_SOURCE
#include <stdlib.h>

struct node { struct node *next; int v; };

#define RELEASE(L)                                                             \
  while (L)                                                                    \
    {                                                                          \
      struct node *next = (L)->next;                                           \
      free (L);                                                                \
      (L) = next;                                                              \
    }

static void
add (void *to)
{
  struct node **l = to, *n = malloc (sizeof *n);
  if (!n)
    abort ();
  n->next = *l;
  n->v = 1;
  *l = n;
}

static void
each (void (*f) (void *), void *data, int n)
{
  while (n--)
    f (data);
}

void
by_loop (int n)
{
  struct node *l = NULL;
  each (add, &l, n); /* { dg-bogus "escape:unneeded" } */
  RELEASE (l);
}

static void
each_of_ten (void (*f) (void *), void *data)
{
  each (f, data, 10);
}

void
by_wrapper (void)
{
  struct node *l = NULL;
  each_of_ten (add, &l); /* { dg-bogus "escape:unneeded" } */
  RELEASE (l);
}

static void
down (void (*f) (void *), void *data, int n)
{
  f (data);
  if (n)
    down (f, data, n - 1);
}

void
by_recursion (int n)
{
  struct node *l = NULL;
  down (add, &l, n); /* { dg-bogus "escape:unneeded" } */
  RELEASE (l);
}

static void
twice (void (*f) (void *), void *data)
{
  f (data);
  f (data);
}

void
by_two_calls (void)
{
  struct node *l = NULL;
  twice (add, &l); /* { dg-bogus "escape:unneeded" } */
  RELEASE (l);
}

static int
compare (const void *a, const void *b, void *data)
{
  add (data);
  return *(const int *) a - *(const int *) b;
}

void
by_library (int *v, size_t n)
{
  struct node *l = NULL;
  qsort_r (v, n, sizeof *v, compare, &l); /* { dg-bogus "escape:unneeded" } */
  RELEASE (l);
}

static void
call (void (*f) (void *), void *data)
{
  f (data);
}

void
once (void)
{
  struct node *l = NULL;
  call (add, &l); /* { dg-warning "could live on the stack" } */
  RELEASE (l);
}

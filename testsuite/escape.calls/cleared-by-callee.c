/* A callee that stores null for certain takes the pointer out, also by a chain
   of assignments; one that does so perhaps, or in part, does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=leak,pathleak" } */

#include <stdlib.h>
#include <string.h>

struct pair
{
  int *a, *b;
};

struct pair kept;
int condition (void);

static void
clear (struct pair *p)
{
  p->a = p->b = NULL;
}

static void
clear_one (int **p)
{
  *p = NULL;
}

static void
clear_perhaps (struct pair *p)
{
  if (condition ())
    p->a = p->b = NULL;
}

static void
clear_bytes (struct pair *p)
{
  memset (p, 0, sizeof p->a / 2);
  p->b = NULL;
}

static void
clear_but_first (struct pair *p)
{
  kept.a = p->a;
  clear (p);
}

static void
clear_or_leave (struct pair *p)
{
  if (condition ())
    abort ();
  clear (p);
}

void
cleared (void)
{
  struct pair p = { malloc (4), malloc (8) }; /* { dg-bogus "escapes to heap" } */
  clear (&p);
  kept = p;
}

void
one_cleared (void)
{
  struct pair p;
  p.a = malloc (4); /* { dg-bogus "escapes to heap" } */
  p.b = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  clear_one (&p.a);
  kept = p;
}

void
perhaps_cleared (void)
{
  struct pair p;
  p.a = p.b = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  clear_perhaps (&p);
  kept = p;
}

void
bytes_cleared (void)
{
  struct pair p;
  p.a = p.b = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  clear_bytes (&p);
  kept = p;
}

void
kept_first (void)
{
  struct pair p;
  p.a = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  p.b = malloc (8); /* { dg-bogus "escapes to heap" } */
  clear_but_first (&p);
}

void
cleared_or_left (void)
{
  struct pair p = { malloc (4), malloc (8) }; /* { dg-bogus "escapes to heap" } */
  clear_or_leave (&p);
  kept = p;
}

void
another_cleared (void)
{
  struct pair p = { malloc (4), NULL }, other = p; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  clear (&other);
  kept = p;
}

void
set_again (void)
{
  struct pair p = { NULL, NULL };
  clear (&p);
  p.a = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  kept = p;
}

/* The same without a callee.  */

struct link
{
  struct link *next, *previous;
};

struct link *list;

void
chain (void)
{
  struct link l;
  struct link *p = malloc (sizeof *p); /* { dg-bogus "escapes to heap" } */
  struct link *q = malloc (sizeof *q); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  l.next = p;
  p->next = p->previous = p;
  l.next = l.previous = q;
  list = l.previous;
  free (p);
}

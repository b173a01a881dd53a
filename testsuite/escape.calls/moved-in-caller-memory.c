/* A callee that moves pointers about in memory of its caller: which element
   holds which pointer is not what it was.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=leak" } */

#include <stdlib.h>

void *kept;

static void
swap (void **a, int i, int j)
{
  void *t = a[i];
  a[i] = a[j];
  a[j] = t;
}

void
after_swap (int i, int j)
{
  void *a[2];
  a[0] = malloc (8); /* { dg-warning "escapes to heap" } */
  a[1] = malloc (16); /* { dg-warning "escapes to heap" } */
  swap (a, i, j);
  kept = a[0];
}

struct cursor
{
  void **at;
};

static void
advance (struct cursor *c)
{
  c->at++;
}

void
after_advance (void)
{
  void *buffer[2];
  struct cursor c = { buffer };
  advance (&c);
  *c.at = malloc (8); /* { dg-warning "escapes to heap" } */
  kept = buffer[1];
}

struct node
{
  struct node *next;
  void *value;
};

static void
drop_second (struct node *first)
{
  first->next = first->next->next;
}

void
after_drop (void)
{
  struct node c = { 0, 0 }, b = { &c, 0 }, a = { &b, 0 };
  c.value = malloc (8); /* { dg-warning "escapes to heap" } */
  drop_second (&a);
  kept = a.next->value;
}

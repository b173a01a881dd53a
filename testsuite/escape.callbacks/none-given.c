/* A null pointer to a function is not called.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1 -fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

struct node { struct node *next; void *data; };

static void
release_all (struct node *n, /* { dg-note {leaking param content: 'n'} } */
             void (*release) (void *)) /* { dg-note {'release' does not escape} } */
{
  while (n)
    {
      struct node *next = n->next;
      if (release)
        release (n->data);
      free (n);
      n = next;
    }
}

static void
through (struct node *n, /* { dg-note {leaking param content: 'n'} } */
         void (*release) (void *)) /* { dg-note {'release' does not escape} } */
{
  release_all (n, release);
}

int
lent (void)
{
  int k = 1; /* { dg-note {'k' does not escape} } */
  struct node *n = malloc (sizeof *n); /* { dg-note {'malloc\(...\)' does not escape} } */
  n->next = NULL;
  n->data = &k;
  release_all (n, NULL);
  return k;
}

int
lent_two_deep (void)
{
  int k = 1; /* { dg-note {'k' does not escape} } */
  struct node *n = malloc (sizeof *n); /* { dg-note {'malloc\(...\)' does not escape} } */
  n->next = NULL;
  n->data = &k;
  through (n, NULL);
  return k;
}

int
nobody_releases (void)
{
  struct node *n = malloc (sizeof *n); /* { dg-note {'malloc\(...\)' does not escape} } */
  n->next = NULL;
  n->data = malloc (1); /* { dg-warning {'malloc\(...\)' is never released \[escape:leak\]} } */
  /* { dg-note {'malloc\(...\)' does not escape} "" { target *-*-* } .-1 } */
  through (n, 0);
  return 0;
}

int
given (void (*release) (void *)) /* { dg-note {'release' does not escape} } */
{
  int k = 1; /* { dg-note {'k' is passed to unknown code in 'through'} } */
  struct node *n = malloc (sizeof *n); /* { dg-note {'malloc\(...\)' does not escape} } */
  n->next = NULL;
  n->data = &k;
  through (n, release);
  return k;
}

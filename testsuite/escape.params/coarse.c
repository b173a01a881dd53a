/* What is too much for the finest look at it: what unknown code may have put
   beside a parameter's value does not hide that the value is there too.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-budget=2000" } */

#include <stdlib.h>

struct node
{
  struct node *p, *left, *right;
};

extern void *unknown (void);

#define TURN(N)                                                               \
  N = (N)->left->right;                                                       \
  (N)->left = (N)->right->left;                                               \
  (N)->right->right = (N)->left->left;
#define TURN_4(N) TURN (N) TURN (N) TURN (N) TURN (N)
#define TURN_32(N)                                                            \
  TURN_4 (N) TURN_4 (N) TURN_4 (N) TURN_4 (N)                                 \
  TURN_4 (N) TURN_4 (N) TURN_4 (N) TURN_4 (N)

__attribute__ ((noinline)) static void
keep (struct node *first, struct node *second, void *value, struct node *tree)
{
  first->p = value;
  second->p = unknown ();
  second->p = value;
  TURN_32 (tree)
}

void *
returned (struct node *tree)
{
  int *x = malloc (sizeof *x); /* { dg-warning {'malloc\(...\)' escapes to heap \[escape:heap\]} "" } */
  struct node first, second;
  keep (&first, &second, x, tree);
  return second.p;
}

int
used (struct node *tree)
{
  int *x = malloc (sizeof *x);
  struct node first, second;
  keep (&first, &second, x, tree);
  int same = second.p == first.p;
  free (x);
  return same;
}

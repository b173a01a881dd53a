/* A function that is looked at coarsely, since it is too much otherwise, does not
   tell members apart.  What hangs on that is not shown; what does not is.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-budget=2000 -fplugin-arg-escape-ignore=all" } */

#include <stdlib.h>

struct node
{
  struct node *left, *right;
};
struct pair
{
  void *a, *b;
};
static void *kept, *kept_too, *kept_last;

#define TURN(N)                                                               \
  N = (N)->left->right;                                                       \
  (N)->left = (N)->right->left;                                               \
  (N)->right->right = (N)->left->left;
#define TURN_4(N) TURN (N) TURN (N) TURN (N) TURN (N)
#define TURN_32(N)                                                            \
  TURN_4 (N) TURN_4 (N) TURN_4 (N) TURN_4 (N)                                 \
  TURN_4 (N) TURN_4 (N) TURN_4 (N) TURN_4 (N)

__attribute__ ((noinline)) static void
keep (void *value, struct node *tree)
{
  TURN_32 (tree)
  kept = value;
}

__attribute__ ((noinline)) static void
mix (struct pair *p, void *value, struct node *tree)
{
  TURN_32 (tree)
  p->a = value;
  kept_too = p->b;
}

__attribute__ ((noinline)) static void
put (struct pair *p, void *value, struct node *tree)
{
  TURN_32 (tree)
  p->a = value;
}

__attribute__ ((noinline)) static void
make (struct pair *p, struct node *tree)
{
  TURN_32 (tree)
  p->a = malloc (7);
}

void
in_global (struct node *tree)
{
  keep (malloc (1), tree);
}

void
not_in_global (struct node *tree)
{
  struct pair p = { 0, 0 };
  mix (&p, malloc (2), tree);
}

void
in_other_member (struct node *tree)
{
  struct pair p = { 0, 0 };
  put (&p, malloc (3), tree);
  kept_last = p.b;
}

void
in_parameter (struct pair *p, struct node *tree)
{
  put (p, malloc (4), tree);
}

void
made_in_parameter (struct pair *p, struct node *tree)
{
  make (p, tree);
}

int
in_local (struct node *tree)
{
  struct pair p = { 0, 0 };
  put (&p, malloc (5), tree);
  return !p.a;
}

/* { dg-json {"function": *"make".*"name": *"malloc".*"reasons": *\["parameter"\].*"grade": *"shown"} } */
/* { dg-json {"function": *"in_global".*"name": *"malloc".*"reasons": *\["global"\].*"grade": *"shown"} } */
/* { dg-json {"function": *"not_in_global".*"name": *"malloc".*"reasons": *\["global"\].*"grade": *"assumed"} } */
/* { dg-json {"function": *"in_other_member".*"name": *"malloc".*"reasons": *\["global"\].*"grade": *"assumed"} } */
/* { dg-json {"function": *"in_parameter".*"name": *"malloc".*"reasons": *\["parameter"\].*"grade": *"shown"} } */
/* { dg-json {"function": *"made_in_parameter".*"name": *"make".*"reasons": *\["parameter"\].*"grade": *"shown"} } */
/* { dg-json {"function": *"in_local".*"name": *"malloc".*"verdict": *"does-not-escape"} } */

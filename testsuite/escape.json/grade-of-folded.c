/* A recursion over a graph folds the nodes into one.  What it does to them is
   not shown of each; what it does to something else is.  */
/* { dg-do compile } */

#include <stdlib.h>

struct node
{
  struct node *left, *right, *up;
  void *data;
};
static void *kept;

static void
turn (struct node *a, struct node *b, int n, void *p)
{
  if (n < 0)
    return;
  a->left = b->right;
  b->up = a->left;
  a->right = b->left;
  b->right = a->up;
  turn (a->left, b->up, n - 1, p);
  turn (a->right, b->left, n - 1, p);
  kept = p;
}

static void
fill (struct node *a, struct node *b, int n, void *p)
{
  if (n < 0)
    return;
  a->left = b->right;
  b->up = a->left;
  a->right = b->left;
  b->right = a->up;
  fill (a->left, b->up, n - 1, p);
  fill (a->right, b->left, n - 1, p);
  a->data = p;
}

void
in_global (struct node *a)
{
  turn (a, a->right, 4, malloc (1));
}

void
in_node (struct node *a)
{
  fill (a, a->right, 4, malloc (2));
}

/* { dg-json {"function": *"in_global".*"name": *"malloc".*"reasons": *\["global"\].*"grade": *"shown"} } */
/* { dg-json {"function": *"in_node".*"name": *"malloc".*"reasons": *\["parameter"\].*"grade": *"assumed"} } */

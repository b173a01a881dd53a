/* Memory that leads to itself is one in which places are not told apart.  What a
   parameter points to is not one with it, so it is shown what becomes of that.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=all" } */

#include <stdlib.h>

struct node
{
  struct node *left, *right, *parent;
  int red;
};

struct tree
{
  struct node *root;
};

static void
turn (struct tree *t, struct node *n)
{
  struct node *up = n->right;
  n->right = up->left;
  if (n->right)
    up->left->parent = n;
  up->parent = n->parent;
  if (!up->parent)
    t->root = up;
  else if (n == n->parent->left)
    n->parent->left = up;
  else
    n->parent->right = up;
  up->left = n;
  n->parent = up;
}

static void
turn_back (struct tree *t, struct node *n)
{
  struct node *up = n->left;
  n->left = up->right;
  if (n->left)
    up->right->parent = n;
  up->parent = n->parent;
  if (!up->parent)
    t->root = up;
  else if (n == n->parent->left)
    n->parent->left = up;
  else
    n->parent->right = up;
  up->right = n;
  n->parent = up;
}

static void
balance (struct tree *t, struct node *n)
{
  struct node *up, *top;
  while ((up = n->parent) && up->red && (top = up->parent))
    {
      struct node *other = up == top->left ? top->right : top->left;
      if (other && other->red)
        {
          other->red = up->red = 0;
          top->red = 1;
          n = top;
          continue;
        }
      if (up == top->left)
        {
          if (n == up->right)
            {
              turn (t, up);
              other = up;
              up = n;
              n = other;
            }
          up->red = 0;
          top->red = 1;
          turn_back (t, top);
        }
      else
        {
          if (n == up->left)
            {
              turn_back (t, up);
              other = up;
              up = n;
              n = other;
            }
          up->red = 0;
          top->red = 1;
          turn (t, top);
        }
    }
  t->root->red = 0;
}

static void
insert (struct tree *t, struct node *n)
{
  struct node *at = t->root, *up = NULL;
  while (at)
    {
      up = at;
      at = n->red < at->red ? at->left : at->right;
    }
  n->parent = up;
  n->left = n->right = NULL;
  n->red = 1;
  if (!up)
    t->root = n;
  else if (n->red < up->red)
    up->left = n;
  else
    up->right = n;
  balance (t, n);
}

static struct node *
first (struct tree *t)
{
  struct node *n = t->root;
  while (n && n->left)
    n = n->left;
  return n;
}

void
kept (struct tree *t)
{
  insert (t, malloc (1 + sizeof (struct node)));
}

int
not_kept (void)
{
  struct tree t = { NULL };
  struct node *n = malloc (2 + sizeof *n);
  insert (&t, n);
  int other = first (&t) != n;
  free (n);
  return other;
}

/* { dg-json {"function": *"kept".*"name": *"malloc".*"reasons": *\["parameter"\].*"grade": *"shown"} } */
/* { dg-json {"function": *"not_kept".*"name": *"malloc".*"verdict": *"does-not-escape"} } */

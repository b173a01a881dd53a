/* A recursive constructor builds a tree, a recursive destructor frees it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct tree
{
  struct tree *left, *right;
};

static struct tree *
tree_new (int depth)
{
  struct tree *t = malloc (sizeof *t); /* { dg-bogus "escape:heap" } */
  if (!t)
    abort ();
  t->left = depth > 0 ? tree_new (depth - 1) : 0;
  t->right = depth > 0 ? tree_new (depth - 1) : 0;
  return t;
}

static void
tree_free (struct tree *t)
{
  if (!t)
    return;
  tree_free (t->left);
  tree_free (t->right);
  free (t);
}

static int
tree_count (const struct tree *t)
{
  return t ? 1 + tree_count (t->left) + tree_count (t->right) : 0;
}

int
count (int depth)
{
  struct tree *t = tree_new (depth); /* { dg-bogus "escape:heap" } */
  int n = tree_count (t);
  tree_free (t);
  return n;
}

struct tree *
plant (int depth)
{
  return tree_new (depth); /* { dg-warning {'tree_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

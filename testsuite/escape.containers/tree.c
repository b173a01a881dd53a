/* A binary tree, filled in a loop through a pointer to the link.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct tree
{
  struct tree *child[2];
  int key;
};

static void
insert (struct tree **link, int key)
{
  while (*link)
    link = &(*link)->child[key > (*link)->key];
  *link = calloc (1, sizeof **link);
  if (!*link)
    abort ();
  (*link)->key = key;
}

static void
destroy (struct tree *t)
{
  if (!t)
    return;
  destroy (t->child[0]);
  destroy (t->child[1]);
  free (t);
}

int
stays (void)
{
  struct tree *root = 0;
  for (int i = 0; i < 10; i++)
    insert (&root, i * 7 % 10); /* { dg-bogus "escape:heap" } */
  int key = root->key;
  destroy (root);
  return key;
}

static struct tree *index_root;

void
leaves (int key)
{
  insert (&index_root, key); /* { dg-warning {'insert\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
index_first (void)
{
  return index_root->key;
}

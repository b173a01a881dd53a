/* What a recursive function makes is lost like anything else; the nodes that its
   deeper calls make go the ways that those in this call go.  */
/* { dg-do compile } */

#include <stdlib.h>

struct tree { struct tree *left, *right; int key; };

static struct tree *
insert (struct tree *t, int key)
{
  if (!t)
    {
      t = calloc (1, sizeof *t);
      if (t)
        t->key = key;
    }
  else if (key < t->key)
    t->left = insert (t->left, key);
  else
    t->right = insert (t->right, key);
  return t;
}

static struct tree *
chain (int n)
{
  struct tree *t = calloc (1, sizeof *t);
  if (t && n)
    t->left = chain (n - 1);
  return t;
}

static struct tree *
find_or_insert (struct tree **t, int key)
{
  if (!*t)
    {
      *t = calloc (1, sizeof **t);
      if (*t)
        (*t)->key = key;
      return *t;
    }
  if ((*t)->key == key)
    return *t;
  return find_or_insert (key < (*t)->key ? &(*t)->left : &(*t)->right, key);
}

static void
release (struct tree *t)
{
  if (!t)
    return;
  release (t->left);
  release (t->right);
  free (t);
}

int
given_up (int key)
{
  struct tree *t = insert (NULL, key); /* { dg-warning {'insert\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (key < 0)
    return -1;
  release (t);
  return 0;
}

int
given_up_deep (int n, int m)
{
  struct tree *t = chain (n); /* { dg-warning {'chain\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (m < 0)
    return -1;
  release (t);
  return 0;
}

int
given_up_behind_a_loop (const int *v, int n)
{
  struct tree *t = NULL;
  for (int i = 0; i < n; i++)
    t = insert (t, v[i]); /* { dg-warning {'insert\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (v[0] < 0)
    return -1;
  release (t);
  return 0;
}

int
released (const int *v, int n)
{
  struct tree *t = NULL;
  for (int i = 0; i < n; i++)
    t = insert (t, v[i]); /* { dg-bogus "escape:" } */
  int key = t ? t->key : 0;
  release (t);
  return key;
}

int
one_or_two (int a, int b)
{
  struct tree *t = insert (NULL, a); /* { dg-bogus "escape:" } */
  if (b)
    t = insert (t, b); /* { dg-bogus "escape:" } */
  release (t);
  return 0;
}

int
found_or_made (const int *v, int n)
{
  struct tree *t = NULL;
  int sum = 0;
  for (int i = 0; i < n; i++)
    {
      struct tree *at = find_or_insert (&t, v[i]); /* { dg-bogus "escape:" } */
      if (!at)
        break;
      sum += at->key;
    }
  release (t);
  return sum;
}

int
taken_apart (int n)
{
  struct tree *t = chain (n); /* { dg-bogus "escape:" } */
  while (t)
    {
      struct tree *next = t->left;
      free (t);
      t = next;
    }
  return 0;
}

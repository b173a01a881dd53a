/* A helper calls a callback, then walks a list or a tree: what the callback put
   there the caller knows, who knows the callback.  Keys are no pointers, on any
   machine.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */
/* { dg-json {"function": "in_a_loop".*"name": "insert".*"verdict": "does-not-escape"} } */
/* { dg-json {"function": "in_a_recursion".*"name": "insert_below".*"verdict": "does-not-escape"} } */
/* { dg-json {"function": "callback_keeps".*"name": "insert".*"verdict": "escapes"} } */
/* { dg-json {"function": "callback_adds".*"name": "local".*"verdict": "escapes"} } */
/* { dg-json {"function": "callback_adds".*"name": "root".*"verdict": "does-not-escape"} } */

#include <stdlib.h>

struct node
{
  short key;
  struct node *left, *right;
};

typedef int compare_fn (int, int);

static int
by_value (int a, int b)
{
  return a < b ? -1 : a > b;
}

static void
insert (struct node **t, short key, compare_fn *compare)
{
  while (*t)
    t = compare ((*t)->key, key) < 0 ? &(*t)->left : &(*t)->right;
  *t = calloc (1, sizeof **t);
  if (*t)
    (*t)->key = key;
}

static struct node *
insert_below (struct node *t, short key, compare_fn *compare)
{
  if (!t)
    {
      t = calloc (1, sizeof *t);
      if (t)
	t->key = key;
    }
  else if (compare (t->key, key) < 0)
    t->left = insert_below (t->left, key, compare);
  else
    t->right = insert_below (t->right, key, compare);
  return t;
}

static void
drop (struct node *t)
{
  if (t)
    {
      drop (t->left);
      drop (t->right);
      free (t);
    }
}

int
in_a_loop (int k)
{
  struct node *root = NULL;
  insert (&root, k, by_value);
  int r = root != NULL;
  drop (root);
  return r;
}

int
in_a_recursion (int k)
{
  struct node *root = insert_below (NULL, k, by_value);
  int r = root != NULL;
  drop (root);
  return r;
}

/* The callback hangs the caller's list where all can reach it.  */

static struct node *shared, **now;

static int
keeps (int a, int b)
{
  shared = *now;
  return a - b;
}

void
callback_keeps (int k)
{
  struct node *root = NULL;	/* { dg-warning "address of local 'root' escapes its frame" } */
  now = &root;
  insert (&root, k, keeps);
}

/* The callback puts a local into the list that the helper walks and returns the
   end of.  */

static struct node **list;

static void
append (struct node **t, void (*callback) (struct node **))
{
  struct node *n = calloc (1, sizeof *n);
  if (!n)
    return;
  *t = n;
  callback (t);
  list = &n->left->left;
}

static struct node *extra;

static void
adds (struct node **t)
{
  (*t)->left = extra;
}

void
callback_adds (void)
{
  struct node *root = NULL;
  struct node local;
  extra = &local;
  append (&root, adds);		/* { dg-warning "'append\\(...\\)' is never released" } */
  extra = NULL;
}

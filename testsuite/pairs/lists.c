/* Containers written by hand: lists, rings, trees, tables, arrays, arenas.  */

#include "pairs.h"

struct node
{
  struct node *next;
  int *data;
};

struct ring
{
  struct ring *next, *prev;
};

struct tree
{
  struct tree *left, *right;
  int key;
};

struct list
{
  struct node *head;
};

struct array
{
  int **items;
  size_t n, cap;
};

struct table
{
  struct node *slot[16];
};

struct arena
{
  struct node chunk[64];
  int used;
};

int *global;

int
list_stays (void)
{
  struct list l = { 0 };
  for (int i = 0; i < 4; i++)
    {
      struct node *n = NEW (struct node); // truth: new: stays
      n->next = l.head;
      l.head = n;
    }
  int sum = 0;
  for (struct node *n = l.head, *next; n; n = next)
    {
      next = n->next;
      sum++;
      free (n);
    }
  return sum;
}

struct node *
list_returned (void)
{
  struct node *head = 0;
  for (int i = 0; i < 4; i++)
    {
      struct node *n = NEW (struct node); // truth: new: escapes
      n->next = head;
      head = n;
    }
  return head;
}

void
push (struct list *l, int *p) // truth: l: stays; p: to param l 0
{
  struct node *n = NEW (struct node); // truth: new: escapes
  n->data = p;
  n->next = l->head;
  l->head = n;
}

int *
pop (struct list *l) // truth: l: to result 2
{
  struct node *n = l->head;
  l->head = 0;
  int *p = n->data;
  free (n);
  return p;
}

int *
pushed_and_popped (void)
{
  struct list l = { 0 }; // truth: local l: stays
  int *x = NEW (int);    // truth: new: escapes
  push (&l, x);
  return pop (&l);
}

int
pushed_and_summed (void)
{
  struct list l = { 0 }; // truth: local l: stays
  int *x = NEW (int);    // truth: new: stays
  push (&l, x);
  int sum = 0;
  for (struct node *n = l.head, *next; n; n = next)
    {
      next = n->next;
      sum += *n->data;
      free (n->data);
      free (n);
    }
  return sum;
}

int *
payload_leaves (void)
{
  struct node *n = NEW (struct node); // truth: new: stays
  n->next = NEW (struct node);        // truth: new: stays
  n->data = NEW (int);                // truth: new: stays
  n->next->data = NEW (int);          // truth: new: escapes
  int *data = n->next->data;
  free (n->data);
  free (n->next);
  free (n);
  return data;
}

int
ring_of_locals (void)
{
  struct ring a, b; // truth: local a: stays; local b: stays
  a.next = a.prev = &b;
  b.next = b.prev = &a;
  return a.next->next == &a;
}

int
ring_on_heap (void)
{
  struct ring *a = NEW (struct ring); // truth: new: stays
  struct ring *b = NEW (struct ring); // truth: new: stays
  a->next = a->prev = b;
  b->next = b->prev = a;
  int result = a->next->next == a;
  free (a);
  free (b);
  return result;
}

struct tree *
insert (struct tree *t, int key) // truth: t: to result 0
{
  if (!t)
    {
      struct tree *leaf = NEW (struct tree); // truth: new: escapes
      leaf->key = key;
      return leaf;
    }
  if (key < t->key)
    t->left = insert (t->left, key);
  else
    t->right = insert (t->right, key);
  return t;
}

int
depth (struct tree *t) // truth: t: stays
{
  if (!t)
    return 0;
  int l = depth (t->left), r = depth (t->right);
  return (l > r ? l : r) + 1;
}

struct tree *
find (struct tree *t, int key) // truth: t: to result 0
{
  while (t && t->key != key)
    t = key < t->key ? t->left : t->right;
  return t;
}

int
tree_stays (void)
{
  struct tree *root = NEW (struct tree); // truth: new: stays
  root->left = NEW (struct tree);        // truth: new: stays
  root->right = NEW (struct tree);       // truth: new: stays
  int n = depth (root);
  free (root->left);
  free (root->right);
  free (root);
  return n;
}

struct node *
reverse (struct node *n) // truth: n: to result 0, to param n 0
{
  struct node *r = 0;
  while (n)
    {
      struct node *next = n->next;
      n->next = r;
      r = n;
      n = next;
    }
  return r;
}

int
table_stays (unsigned k)
{
  struct table *t = NEW (struct table); // truth: new: stays
  struct node *n = NEW (struct node);   // truth: new: stays
  n->data = NEW (int);                  // truth: new: stays
  n->next = t->slot[k % 16];
  t->slot[k % 16] = n;
  int sum = 0;
  for (struct node *n = t->slot[k % 16], *next; n; n = next)
    {
      next = n->next;
      sum += *n->data;
      free (n->data);
      free (n);
    }
  free (t);
  return sum;
}

int *
table_lookup (struct table *t, unsigned k) // truth: t: to result 2
{
  for (struct node *n = t->slot[k % 16]; n; n = n->next)
    if (*n->data == (int) k)
      return n->data;
  return 0;
}

void
add (struct array *a, int *p) // truth: a: stays; p: to param a 0
{
  if (a->n == a->cap)
    {
      a->cap += 64;
      a->items = realloc (a->items, a->cap * sizeof *a->items); // truth: new: escapes
    }
  a->items[a->n++] = p;
}

int
array_stays (void)
{
  struct array a = { 0 }; // truth: local a: stays
  int *x = NEW (int);     // truth: new: stays
  add (&a, x);
  add (&a, x);
  int value = *a.items[1];
  free (x);
  free (a.items);
  return value;
}

struct node *
node_of_arena (struct arena *a) // truth: a: to result 0
{
  return &a->chunk[a->used++];
}

int
arena_stays (void)
{
  struct arena *a = NEW (struct arena); // truth: new: stays
  struct node *n = node_of_arena (a);
  n->data = NEW (int); // truth: new: stays
  int value = *n->data;
  free (n->data);
  free (a);
  return value;
}

struct node *
arena_leaves (void)
{
  struct arena *a = NEW (struct arena); // truth: new: escapes
  return node_of_arena (a);
}

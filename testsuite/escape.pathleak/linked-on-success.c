/* What is linked into the caller's memory on one path is lost on another: before,
   by an early return, or in the callee that takes it over only on success.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

struct node
{
  struct node *next;
  char *name;
  int key;
};

struct list
{
  struct node *first, **last;
};

struct table
{
  struct node **at;
  unsigned n, room;
};

int unseen (int);
void report (const char *);

int
early_return (struct list *l, const char *name)
{
  char *copy = strdup (name); /* { dg-warning {'strdup\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (!copy || unseen (1) < 0)
    return -1;
  l->first->name = copy;
  return 0;
}

int
at_the_end (struct list *l, int key)
{
  struct node *n = calloc (1, sizeof *n); /* { dg-warning {'calloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (!n || key < 0)
    return -1;
  *l->last = n;
  l->last = &n->next;
  return 0;
}

int
linked_and_cut_off (struct list *l, int key)
{
  struct node *n = calloc (1, sizeof *n); /* { dg-warning {'calloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (!n)
    return -1;
  l->first = n;
  if (key > 3)
    {
      l->first = NULL;
      return -1;
    }
  return 0;
}

static int
push (struct table *t, struct node *n)
{
  if (t->n == t->room)
    {
      struct node **at = realloc (t->at, (t->room + 8) * sizeof *at);
      if (!at)
        return -1;
      t->at = at;
      t->room += 8;
    }
  t->at[t->n++] = n;
  return 0;
}

int
not_taken (struct table *t)
{
  struct node *n = calloc (1, sizeof *n); /* { dg-warning {'calloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (!n || push (t, n) < 0)
    return -1;
  return 0;
}

int
released_if_not_taken (struct table *t)
{
  struct node *n = calloc (1, sizeof *n); /* { dg-bogus "escape:pathleak" } */
  if (n && push (t, n) < 0)
    {
      free (n);
      return -1;
    }
  return n ? 0 : -1;
}

int
all_are_taken (struct list *l, int n)
{
  while (n-- > 0)
    {
      struct node *one = malloc (sizeof *one); /* { dg-bogus "escape:pathleak" } */
      if (!one)
        return -1;
      one->next = l->first;
      l->first = one;
    }
  return 0;
}

int
in_order (struct list *l, int key)
{
  struct node **p = &l->first, *n = malloc (sizeof *n); /* { dg-bogus "escape:pathleak" } */
  if (!n)
    return -1;
  n->key = key;
  while (*p && (*p)->key < key)
    p = &(*p)->next;
  n->next = *p;
  *p = n;
  return 0;
}

/* What takes only what it does not have yet takes what was looked for in vain, as
   who calls it knows, though a key that was copied, or other code meanwhile, hides
   it.  */

static struct node *
find (struct list *l, const char *name)
{
  for (struct node *n = l->first; n; n = n->next)
    if (!strcmp (n->name, name))
      return n;
  return NULL;
}

static struct node *
insert (struct list *l, struct node *n)
{
  for (struct node *o = l->first; o; o = o->next)
    if (!strcmp (n->name, o->name))
      return o;
  n->next = l->first;
  l->first = n;
  return NULL;
}

int
looked_for_in_vain (struct list *l, const char *name)
{
  if (find (l, name))
    return 0;
  report (name);
  struct node *n = calloc (1, sizeof *n); /* { dg-bogus "escape:pathleak" } */
  if (!n)
    return -1;
  n->name = strdup (name);
  insert (l, n);
  return 1;
}

static int
insert_number (struct list *l, struct node *n)
{
  for (struct node *o = l->first; o; o = o->next)
    if (o->key == n->key)
      return -1;
  n->next = l->first;
  l->first = n;
  return 0;
}

int
new_number (struct list *l, int key)
{
  struct node *n = calloc (1, sizeof *n); /* { dg-bogus "escape:pathleak" } */
  if (!n)
    return -1;
  n->key = key;
  insert_number (l, n);
  return 1;
}

int
number_that_is_not_inserted (struct list *l, int key)
{
  struct node *n = calloc (1, sizeof *n); /* { dg-warning {'calloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (!n || key == 3)
    return -1;
  n->key = key;
  insert_number (l, n);
  return 1;
}

/* What refuses a table that is not there, or has no room yet, is handed one that
   has, as who calls it knows.  */

static void
add (struct table *t, struct node *n)
{
  if (!t || (t->n && !t->at))
    {
      report ("no table");
      return;
    }
  t->at[t->n++] = n;
}

struct parser
{
  struct table *nodes;
};

void
into_a_table (struct parser *p)
{
  struct node *n = calloc (1, sizeof *n); /* { dg-bogus "escape:pathleak" } */
  add (p->nodes, n);
}

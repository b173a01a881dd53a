/* A helper calls unseen code, then walks a list to put a node at its end: whether
   the unseen code can have put something else there is for the caller to say,
   who knows whether it has the list.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */
/* { dg-json {"function": "private".*"name": "append".*"verdict": "does-not-escape"} } */
/* { dg-json {"function": "private_sorted".*"name": "insert".*"verdict": "does-not-escape"} } */
/* { dg-json {"function": "private_twice".*"name": "append_twice".*"verdict": "does-not-escape"} } */
/* { dg-json {"function": "shown".*"name": "append".*"verdict": "escapes"} } */
/* { dg-json {"function": "global".*"name": "insert".*"verdict": "escapes"} } */
/* { dg-json {"function": "keeps_what_unseen_code_put".*"name": "i".*"verdict": "escapes"} } */

#include <stdlib.h>

struct node
{
  struct node *next;
  short key;
};

void log_unseen (int);
int compare_unseen (int, int);
void show (struct node *);

static void
append (struct node *h, short key)
{
  log_unseen (key);
  while (h->next)
    h = h->next;
  struct node *n = calloc (1, sizeof *n);
  if (n)
    {
      n->key = key;
      h->next = n;
    }
}

static void
insert (struct node **t, short key)
{
  while (*t && compare_unseen ((*t)->key, key))
    t = &(*t)->next;
  struct node *n = calloc (1, sizeof *n);
  if (n)
    {
      n->key = key;
      n->next = *t;
      *t = n;
    }
}

/* A step on the way does not hide the caller's list.  */

static void
append_twice (struct node *h)
{
  append (h, 1);
  append (h, 2);
}

static void
drop (struct node *n)
{
  while (n)
    {
      struct node *next = n->next;
      free (n);
      n = next;
    }
}

int
private (int k)
{
  struct node h = { 0, 0 };
  append (&h, k);
  int r = h.next != NULL;
  drop (h.next);
  return r;
}

int
private_sorted (int k)
{
  struct node *h = NULL;
  insert (&h, k);
  int r = h != NULL;
  drop (h);
  return r;
}

int
private_twice (void)
{
  struct node h = { 0, 0 };
  append_twice (&h);
  int r = h.next != NULL;
  drop (h.next);
  return r;
}

int
lost (int k)
{
  struct node h = { 0, 0 };
  append (&h, k);		/* { dg-warning "'append\\(...\\)' is never released \\\[escape:leak\\\]" } */
  return h.next != NULL;
}

/* Here unseen code has the list.  */

void
shown (int k)
{
  struct node h = { 0, 0 };
  show (&h);
  append (&h, k);
  h.next = NULL;
}

struct node *registry;

void
global (int k)
{
  insert (&registry, k);
}

/* What unseen code finds in a list that it has it may keep, and put where the
   helper finds it.  */

static int *
last_value (struct node **t, int **value)
{
  int **cell = malloc (sizeof *cell);
  if (!cell)
    return NULL;
  *cell = NULL;
  *t = (struct node *) cell;
  log_unseen (0);
  int *found = *cell;
  *cell = *value;
  return found;
}

int *comes_back;

void
keeps_what_unseen_code_put (struct node **shared)
{
  int i = 0;
  int *p = &i;
  show (*shared);
  comes_back = last_value (shared, &p);
  *shared = NULL;
}

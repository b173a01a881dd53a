/* What a callee releases can be a constant among others, which only it sees: nobody
   who calls it is told.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=leak,pathleak" } */

#include <stdlib.h>

struct chunk
{
  struct chunk *next;
  size_t used;
  char data[4096];
};

struct arena
{
  struct chunk *chunks;
};

struct node
{
  struct node *left, *right;
  const char *name;
};

struct arena *
arena_new (void)
{
  return calloc (1, sizeof (struct arena));
}

void *
arena_alloc (struct arena *a, size_t n)
{
  struct chunk *c = a->chunks;
  if (!c || c->used + n > sizeof c->data)
    {
      c = malloc (sizeof *c);
      if (!c)
        return NULL;
      c->next = a->chunks;
      c->used = 0;
      a->chunks = c;
    }
  c->used += n;
  return c->data + c->used - n;
}

void
arena_free (struct arena *a)
{
  struct chunk *c, *next;
  for (c = a->chunks; c; c = next)
    {
      next = c->next;
      free (c);
    }
  free (a);
}

/* Where in the chunk the node is is not known: its members may be the chunk's.  */

static struct node *
make (struct arena *a)
{
  struct node *n = arena_alloc (a, sizeof *n);
  if (n)
    {
      n->left = n->right = NULL;
      n->name = "unnamed";
    }
  return n;
}

static int
use (struct arena *a)
{
  struct node *n;
  if (!a)
    return 0;
  n = make (a);
  arena_free (a);
  return n != NULL;
}

int
main (void)
{
  return use (arena_new ());
}

/* What the caller hands over is the caller's to answer for.  */

static void
drop (int own, char *p)
{
  char *q = own ? p : "none";
  if (own)
    free (q);
}

void
good (void)
{
  drop (0, "some");
  drop (1, malloc (4));
}

static void
drop_always (char *p)
{
  free (p);
}

void
bad (void)
{
  drop_always ("some"); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
}

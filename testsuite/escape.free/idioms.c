/* What is not on the heap comes to a deallocator by all the ways that what is on
   the heap comes there.  */
/* { dg-do compile } */
/* { dg-options "-Wno-free-nonheap-object" } */

#define _GNU_SOURCE
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <dirent.h>
#include <stdarg.h>
#include <stddef.h>
extern int cond (int);
extern int consume (const char *);

struct obj
{
  int refs;
  char *name;
  struct obj *parent;
};
static struct obj *
obj_new (const char *name)
{
  struct obj *o = calloc (1, sizeof *o);
  if (!o)
    return NULL;
  o->refs = 1;
  o->name = strdup (name);
  return o;
}
static void
obj_unref_bad (struct obj *o)
{
  if (o && --o->refs == 0)
    free (o);
}
struct node
{
  struct node *next;
  char *text;
};
static struct node *
push (struct node *head, const char *t)
{
  struct node *n = malloc (sizeof *n);
  if (!n)
    abort ();
  n->text = strdup (t);
  n->next = head;
  return n;
}
static void
destroy_shallow (struct node *n)
{
  while (n)
    {
      struct node *next = n->next;
      free (n);
      n = next;
    }
}
struct vec
{
  int *v;
  size_t n, cap;
};
static int
vec_push (struct vec *v, int x)
{
  if (v->n == v->cap)
    {
      size_t cap = v->cap ? 2 * v->cap : 4;
      int *p = realloc (v->v, cap * sizeof *p);
      if (!p)
        return -1;
      v->v = p;
      v->cap = cap;
    }
  v->v[v->n++] = x;
  return 0;
}
static int
make (struct obj **out)
{
  struct obj *o = malloc (sizeof *o);
  if (!o)
    return -1;
  o->name = NULL;
  o->refs = 1;
  *out = o;
  return 0;
}
struct tree
{
  struct tree *l, *r;
  int k;
};
static struct tree *
insert (struct tree *t, int k)
{
  if (!t)
    {
      t = calloc (1, sizeof *t);
      if (!t)
        exit (1);
      t->k = k;
    }
  else if (k < t->k)
    t->l = insert (t->l, k);
  else
    t->r = insert (t->r, k);
  return t;
}
static char *
dup2x (const char *s)
{
  return strdup (s);
}
static char *
dup3 (const char *s)
{
  return dup2x (s);
}
struct ops
{
  void *(*alloc) (size_t);
  void (*drop) (void *);
};
static void
nodrop (void *p)
{
  (void)p;
}
static const struct ops bad_ops = { malloc, nodrop };
static void
each (struct node *l, void (*f) (struct node *, void *), void *ctx)
{
  for (; l; l = l->next)
    f (l, ctx);
}
static void
countn (struct node *n, void *ctx)
{
  ++*(int *)ctx;
  (void)n;
}

static void
my_free (void *p)
{
  if (p)
    free (p);
}
void
by_wrapper (void)
{
  char b[10];
  memset (b, 0, 10);
  my_free (b); /* { dg-warning {'free' of 'b', which is not on the heap \[escape:free\]} } */
}
static char table[100];
void
inside_static (void)
{
  char *p = table;
  free (p + 4); /* { dg-warning {'free' of 'table', which is not on the heap \[escape:free\]} } */
}
struct box
{
  char *p;
};
static void
box_free (struct box *b)
{
  free (b->p);
  b->p = 0;
}
void
member_of_local (void)
{
  char l[4];
  struct box b = { l };
  box_free (&b); /* { dg-warning {'free' of 'l', which is not on the heap \[escape:free\]} } */
}
void
literal_in_member (void)
{
  struct box *b = malloc (sizeof *b);
  b->p = "literal";
  free (b->p); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
  free (b);
}
static void
apply (void (*f) (void *), void *x)
{
  f (x);
}
void
by_callback (void)
{
  int x;
  apply (free, &x); /* { dg-warning {'free' of 'x', which is not on the heap \[escape:free\]} } */
}
char *
static_moved (void)
{
  static char s[10];
  return realloc (s, 20); /* { dg-warning {'realloc' of 's', which is not on the heap \[escape:free\]} } */
}
void
from_alloca (int n)
{
  char *p = __builtin_alloca (n);
  memset (p, 0, n);
  my_free (p); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
}
void
array_of_variable_length (int n)
{
  char v[n];
  memset (v, 0, n);
  char *p = v;
  free (p); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
}
static const struct ops stack_ops = { malloc, free };
void
by_table (void)
{
  int x;
  stack_ops.drop (&x); /* { dg-warning {'free' of 'x', which is not on the heap \[escape:free\]} } */
}
void
list_of_locals (void)
{
  struct node n = { 0, 0 };
  struct node m = { &n, 0 };
  for (struct node *p = &m, *x; p; p = x)
    {
      x = p->next;
      free (p); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
    }
}
static void
freep (void *p)
{
  free (*(void **)p);
}
void
at_end_of_scope (void)
{
  char b[4];
  __attribute__ ((cleanup (freep))) char *p = b; /* { dg-warning {'free' of 'b', which is not on the heap \[escape:free\]} } */
  p[0] = 1;
}
static char *
get (int c)
{
  static char a[4], b[4];
  return c ? a : b;
}
void
static_of_callee (int c)
{
  free (get (c)); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
}
void
refcounted_local (void)
{
  struct obj o = { 1, "x", 0 };
  obj_unref_bad (&o); /* { dg-warning {'free' of 'o', which is not on the heap \[escape:free\]} } */
}
static void
free_all (void *first, ...)
{
  va_list ap;
  va_start (ap, first);
  for (void *p = first; p; p = va_arg (ap, void *))
    free (p);
  va_end (ap);
}
void
one_of_many (void)
{
  char *a = malloc (1);
  char b[3];
  free_all (a, b, NULL); /* { dg-warning {'free' of 'b', which is not on the heap \[escape:free\]} } */
}
void
local_file (void)
{
  FILE f;
  fclose (&f); /* { dg-warning {'fclose' of 'f', which is not on the heap \[escape:free\]} } */
}

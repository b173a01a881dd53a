/* The same programs where one object is forgotten on all paths.  */
/* { dg-do compile } */

#define _GNU_SOURCE
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <dirent.h>
#include <stdarg.h>
#include <stddef.h>
extern int cond (int);
extern int consume (const char *);

int
goto_ladder (size_t n)
{
  int rc = -1;
  char *a = malloc (n), *c = NULL;
  if (!a)
    goto out;
  c = strdup ("x"); /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (!c)
    goto out;
  rc = consume (a) + consume (c);
out:
  free (a);
  return rc;
}
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
int
name_of_refcounted (void)
{
  struct obj *a = obj_new ("a"); /* { dg-warning {'obj_new\(\.\.\.\)' is never released \[escape:leak\]} } */
  int r = a->refs;
  obj_unref_bad (a);
  return r;
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
int
texts_of_list (int c)
{
  struct node *h = NULL;
  for (int i = 0; i < c; i++)
    h = push (h, "t"); /* { dg-warning {'push\(\.\.\.\)' is never released \[escape:leak\]} } */
  int n = 0;
  for (struct node *p = h; p; p = p->next)
    n++;
  destroy_shallow (h);
  return n;
}
int
whole_list (int c)
{
  struct node *h = NULL;
  while (c--)
    h = push (h, "t"); /* { dg-warning {'push\(\.\.\.\)' is never released \[escape:leak\]} } */
  return h != NULL;
}
int
lines (FILE *f)
{
  char *line = NULL;
  size_t cap = 0;
  int n = 0;
  while (getline (&line, &cap, f) != -1) /* { dg-warning {'getline\(\.\.\.\)' is never released \[escape:leak\]} } */
    n += line[0] == 'x';
  return n;
}
int
formatted (int n)
{
  char *s;
  if (asprintf (&s, "%d", n) < 0) /* { dg-warning {'asprintf\(\.\.\.\)' is never released \[escape:leak\]} } */
    return -1;
  return consume (s);
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
int
growable (int n)
{
  struct vec v = { 0 };
  int s = 0;
  for (int i = 0; i < n; i++)
    vec_push (&v, i); /* { dg-warning {'vec_push\(\.\.\.\)' is never released \[escape:leak\]} } */
  for (size_t i = 0; i < v.n; i++)
    s += v.v[i];
  return s;
}
int
file (const char *p)
{
  FILE *f = fopen (p, "r"); /* { dg-warning {'fopen\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (!f)
    return -1;
  return fgetc (f);
}
int
directory (const char *p)
{
  DIR *d = opendir (p); /* { dg-warning {'opendir\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (!d)
    return -1;
  int n = 0;
  while (readdir (d))
    n++;
  return n;
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
int
by_out_parameter (void)
{
  struct obj *o;
  if (make (&o)) /* { dg-warning {'make\(\.\.\.\)' is never released \[escape:leak\]} } */
    return -1;
  return o->refs;
}
int
elements (int n)
{
  char **v = calloc (n, sizeof *v);
  if (!v)
    return -1;
  for (int i = 0; i < n; i++)
    v[i] = strdup ("x"); /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
  int r = v[0][0];
  free (v);
  return r;
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
int
tree (int n)
{
  struct tree *t = NULL;
  while (n--)
    t = insert (t, n * 7 % 13); /* { dg-warning {'insert\(\.\.\.\)' is never released \[escape:leak\]} } */
  return t ? t->k : 0;
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
int
wrapped (const char *s)
{
  char *p = dup3 (s); /* { dg-warning {'dup3\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p ? p[0] : 0;
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
int
dropped_by_nothing (void)
{
  char *p = bad_ops.alloc (10); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  int r = consume (p);
  bad_ops.drop (p);
  return r;
}
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
int
context_of_callback (void)
{
  struct node n = { 0, 0 };
  int *c = calloc (1, sizeof *c); /* { dg-warning {'calloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  each (&n, countn, c);
  return *c;
}
int
member (void)
{
  struct vec *v = malloc (sizeof *v);
  v->v = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  int r = v->v[0];
  free (v);
  return r;
}

static void
my_free (void *p)
{
  if (p)
    free (p);
}
static char table[100];
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
static void
apply (void (*f) (void *), void *x)
{
  f (x);
}
static const struct ops stack_ops = { malloc, free };
static void
freep (void *p)
{
  free (*(void **)p);
}
static char *
get (int c)
{
  static char a[4], b[4];
  return c ? a : b;
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
int
moved (char *p)
{
  char *q = realloc (p, 20); /* { dg-warning {'realloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  return q ? q[0] : 0;
}
int
each_round (int n)
{
  int r = 0;
  for (int i = 0; i < n; i++)
    {
      char *s = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
      sprintf (s, "%d", i);
      r += s[0];
    }
  return r;
}
int
overwritten (void)
{
  char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  p = malloc (2);
  int r = p[0];
  free (p);
  return r;
}
int
by_case (int c)
{
  char *p;
  switch (c)
    {
    case 1:
      p = strdup ("a"); /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
      break;
    case 2:
      p = strdup ("b"); /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
      break;
    default:
      return 0;
    }
  return p[0];
}

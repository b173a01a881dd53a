/* Programs as they are written, which release what they make on some path or hand
   it over: nothing to say, of leaks or of frees.  */
/* { dg-do compile } */

#define _GNU_SOURCE
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <dirent.h>
#include <stdarg.h>
#include <errno.h>
#include <unistd.h>
extern int cond (int);
extern int consume (const char *);
extern void use (char *);

int
ladder (size_t n)
{
  int rc = -1;
  char *a = NULL, *b = NULL, *c = NULL;
  a = malloc (n);
  if (!a)
    goto out;
  b = malloc (n);
  if (!b)
    goto out;
  c = strdup ("x");
  if (!c)
    goto out;
  if (consume (a) || consume (b) || consume (c))
    goto out;
  rc = 0;
out:
  free (a);
  free (b);
  free (c);
  return rc;
}
int
ladder2 (size_t n)
{
  char *a = malloc (n);
  if (!a)
    return -1;
  char *b = malloc (n);
  if (!b)
    goto free_a;
  FILE *f = fopen ("x", "r");
  if (!f)
    goto free_b;
  int rc = fread (a, 1, n, f) == n ? 0 : -1;
  fclose (f);
free_b:
  free (b);
free_a:
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
obj_new (const char *name, struct obj *parent)
{
  struct obj *o = calloc (1, sizeof *o);
  if (!o)
    return NULL;
  o->refs = 1;
  o->name = strdup (name);
  o->parent = parent;
  if (parent)
    parent->refs++;
  return o;
}
static void
obj_unref (struct obj *o)
{
  while (o && --o->refs == 0)
    {
      struct obj *p = o->parent;
      free (o->name);
      free (o);
      o = p;
    }
}
int
refs (void)
{
  struct obj *a = obj_new ("a", NULL);
  if (!a)
    return 1;
  struct obj *b = obj_new ("b", a);
  obj_unref (b);
  obj_unref (a);
  return 0;
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
destroy (struct node *n)
{
  while (n)
    {
      struct node *next = n->next;
      free (n->text);
      free (n);
      n = next;
    }
}
int
list (int c)
{
  struct node *h = NULL;
  for (int i = 0; i < c; i++)
    h = push (h, "t");
  int n = 0;
  for (struct node *p = h; p; p = p->next)
    n++;
  destroy (h);
  return n;
}
static void
destroy_rec (struct node *n)
{
  if (!n)
    return;
  destroy_rec (n->next);
  free (n->text);
  free (n);
}
int
list2 (int c)
{
  struct node *h = NULL;
  while (c--)
    h = push (h, "t");
  destroy_rec (h);
  return 0;
}

static void
append (struct node **head, const char *t)
{
  struct node *n = calloc (1, sizeof *n);
  n->text = strdup (t);
  while (*head)
    head = &(*head)->next;
  *head = n;
}
int
list3 (int c)
{
  struct node *h = NULL;
  while (c--)
    append (&h, "x");
  destroy (h);
  return 0;
}

int
lines (FILE *f)
{
  char *line = NULL;
  size_t cap = 0;
  int n = 0;
  while (getline (&line, &cap, f) != -1)
    n += line[0] == 'x';
  free (line);
  return n;
}

char *
joined (int n)
{
  char *s = strdup ("");
  for (int i = 0; i < n; i++)
    {
      char *t;
      if (asprintf (&t, "%s,%d", s, i) < 0)
        {
          free (s);
          return NULL;
        }
      free (s);
      s = t;
    }
  return s;
}
int
joined_len (int n)
{
  char *s = joined (n);
  if (!s)
    return 0;
  int l = strlen (s);
  free (s);
  return l;
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
vec_sum (int n)
{
  struct vec v = { 0 };
  int s = 0;
  for (int i = 0; i < n; i++)
    if (vec_push (&v, i))
      {
        free (v.v);
        return -1;
      }
  for (size_t i = 0; i < v.n; i++)
    s += v.v[i];
  free (v.v);
  return s;
}
char *
read_all (FILE *f)
{
  size_t n = 0, cap = 128;
  char *b = malloc (cap);
  if (!b)
    return NULL;
  size_t got;
  while ((got = fread (b + n, 1, cap - n, f)) > 0)
    {
      n += got;
      if (n == cap)
        {
          char *nb = realloc (b, cap *= 2);
          if (!nb)
            {
              free (b);
              return NULL;
            }
          b = nb;
        }
    }
  b[n] = 0;
  return b;
}

int
count (const char *p)
{
  DIR *d = opendir (p);
  if (!d)
    return -1;
  int n = 0;
  struct dirent *e;
  while ((e = readdir (d)))
    n += e->d_name[0] != '.';
  closedir (d);
  return n;
}

int
run (const char *c)
{
  FILE *p = popen (c, "r");
  if (!p)
    return -1;
  char b[64];
  while (fgets (b, sizeof b, p))
    ;
  return pclose (p);
}

static char *buffer;
static void
cleanup (void)
{
  free (buffer);
}
int
init (void)
{
  buffer = malloc (100);
  atexit (cleanup);
  return buffer != NULL;
}

static void
freep (void *p)
{
  free (*(void **)p);
}
int
cleaned (size_t n)
{
  __attribute__ ((cleanup (freep))) char *b = malloc (n);
  if (!b)
    return -1;
  if (cond (1))
    return 1;
  return consume (b);
}

int
flagged (size_t n)
{
  char local[64];
  char *b = n > sizeof local ? malloc (n) : local;
  if (!b)
    return -1;
  memset (b, 0, n);
  int r = consume (b);
  if (b != local)
    free (b);
  return r;
}
int
flagged2 (size_t n)
{
  char local[64];
  int heap = 0;
  char *b = local;
  if (n > 64)
    {
      b = malloc (n);
      heap = 1;
    }
  memset (b, 0, n);
  int r = consume (b);
  if (heap)
    free (b);
  return r;
}

static int
make (struct obj **out)
{
  struct obj *o = malloc (sizeof *o);
  if (!o)
    return -ENOMEM;
  o->name = NULL;
  o->refs = 1;
  o->parent = NULL;
  *out = o;
  return 0;
}
int
made (void)
{
  struct obj *o;
  int rc = make (&o);
  if (rc)
    return rc;
  rc = o->refs;
  free (o);
  return rc;
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
many (void)
{
  char *a = strdup ("a"), *b = strdup ("b");
  int r = consume (a) + consume (b);
  free_all (a, b, NULL);
  return r;
}

int
previous (int n)
{
  char *prev = NULL;
  int r = 0;
  for (int i = 0; i < n; i++)
    {
      char *cur = malloc (10);
      if (!cur)
        break;
      if (prev)
        {
          r += prev[0];
          free (prev);
        }
      cur[0] = i;
      prev = cur;
    }
  free (prev);
  return r;
}

int
arr (int n)
{
  char **v = calloc (n, sizeof *v);
  if (!v)
    return -1;
  for (int i = 0; i < n; i++)
    v[i] = strdup ("x");
  int r = 0;
  for (int i = 0; i < n; i++)
    r += v[i][0];
  for (int i = 0; i < n; i++)
    free (v[i]);
  free (v);
  return r;
}

int
toks (const char *s)
{
  char *copy = strdup (s), *save;
  int n = 0;
  if (!copy)
    return 0;
  for (char *t = strtok_r (copy, ",", &save); t;
       t = strtok_r (NULL, ",", &save))
    n++;
  free (copy);
  return n;
}

struct inner
{
  struct inner *next;
};
struct outer
{
  int x;
  struct inner link;
};
#define OUTER(p) ((struct outer *)((char *)(p)-offsetof (struct outer, link)))
#include <stddef.h>
int
cont (int n)
{
  struct inner head = { &head };
  while (n--)
    {
      struct outer *o = malloc (sizeof *o);
      if (!o)
        break;
      o->x = n;
      o->link.next = head.next;
      head.next = &o->link;
    }
  int s = 0;
  for (struct inner *i = head.next, *nx; i != &head; i = nx)
    {
      nx = i->next;
      s += OUTER (i)->x;
      free (OUTER (i));
    }
  return s;
}

static void *
amalloc (size_t n)
{
  char *raw = malloc (n + 64);
  if (!raw)
    return NULL;
  char *p = (char *)(((unsigned long)raw + 63) & ~63ul);
  ((void **)p)[-1] = raw;
  return p;
}
static void
afree (void *p)
{
  if (p)
    free (((void **)p)[-1]);
}
int
aligned (void)
{
  int *p = amalloc (100);
  if (!p)
    return 1;
  p[0] = 2;
  int r = p[0];
  afree (p);
  return r;
}
static void *
hmalloc (size_t n)
{
  size_t *p = malloc (n + sizeof *p);
  if (!p)
    return NULL;
  *p = n;
  return p + 1;
}
static void
hfree (void *p)
{
  if (p)
    free ((size_t *)p - 1);
}
int
header (void)
{
  int *p = hmalloc (100);
  if (!p)
    return 1;
  p[0] = 2;
  int r = p[0];
  hfree (p);
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
static void
tfree (struct tree *t)
{
  if (t)
    {
      tfree (t->l);
      tfree (t->r);
      free (t);
    }
}
int
bst (int n)
{
  struct tree *t = NULL;
  while (n--)
    t = insert (t, n * 7 % 13);
  int k = t ? t->k : 0;
  tfree (t);
  return k;
}

int
sv (FILE *f)
{
  char *b = malloc (BUFSIZ);
  setvbuf (f, b, _IOFBF, BUFSIZ);
  return fputs ("x", f);
}

int
pe (const char *v)
{
  char *s = malloc (100);
  sprintf (s, "X=%s", v);
  return putenv (s);
}

void
ex (char *a)
{
  char **argv = malloc (3 * sizeof *argv);
  argv[0] = strdup (a);
  argv[1] = strdup ("-x");
  argv[2] = NULL;
  execvp (argv[0], argv);
  perror ("exec");
  _exit (127);
}

static void die (const char *m) __attribute__ ((noreturn));
static void
die (const char *m)
{
  fprintf (stderr, "%s\n", m);
  exit (1);
}
char *
xstrdup (const char *s)
{
  char *p = strdup (s);
  if (!p)
    die ("oom");
  return p;
}
int
fatal (const char *s)
{
  char *p = xstrdup (s);
  if (p[0] == 'x')
    die (p);
  int r = p[1];
  free (p);
  return r;
}

int
swapfree (void)
{
  char *a = malloc (1), *b = malloc (2);
  if (cond (1))
    {
      char *t = a;
      a = b;
      b = t;
    }
  int r = consume (a) + consume (b);
  free (a);
  free (b);
  return r;
}

struct val
{
  int tag;
  union
  {
    char *s;
    long n;
  } u;
};
static void
val_free (struct val *v)
{
  if (v->tag == 1)
    free (v->u.s);
}
int
vals (int c)
{
  struct val v;
  if (c)
    {
      v.tag = 1;
      v.u.s = strdup ("x");
    }
  else
    {
      v.tag = 0;
      v.u.n = 4;
    }
  int r = v.tag;
  val_free (&v);
  return r;
}

struct vec
vec_of (int n)
{
  struct vec v = { malloc (n * sizeof (int)), 0, n };
  return v;
}
int
vo (void)
{
  struct vec v = vec_of (4);
  int r = v.cap;
  free (v.v);
  return r;
}

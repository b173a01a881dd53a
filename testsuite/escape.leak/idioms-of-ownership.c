/* Who releases is told by a flag, a table, a bit, a thread, a destructor: nothing
   to say, of leaks or of frees.  */
/* { dg-do compile } */

#define _GNU_SOURCE
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <search.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>
#include <getopt.h>
extern int cond (int);
extern int consume (const char *);
extern void use (char *);

enum
{
  FREE_SEGMENT = 1,
  KEEP = 2
};
struct arr
{
  char *data;
  size_t n;
};
static char *
arr_free (struct arr *a, unsigned flags)
{
  char *seg = NULL;
  if (flags & FREE_SEGMENT)
    free (a->data);
  else
    seg = a->data;
  if (!(flags & KEEP))
    free (a);
  return seg;
}
static struct arr *
arr_new (void)
{
  struct arr *a = malloc (sizeof *a);
  if (!a)
    abort ();
  a->data = malloc (10);
  a->n = 0;
  return a;
}
int
freed_by_flag (void)
{
  struct arr *a = arr_new ();
  int r = a->data[0];
  arr_free (a, FREE_SEGMENT);
  return r;
}
char *
kept_by_flag (void)
{
  struct arr *a = arr_new ();
  return arr_free (a, 0);
}
int
flag_says_caller_frees (void)
{
  struct arr *a = arr_new ();
  char *s = arr_free (a, 0);
  int r = consume (s);
  free (s);
  return r;
}
static void
release (char *p, int heap)
{
  if (heap)
    free (p);
}
int
told_what_is_heap (void)
{
  char b[10] = "x";
  char *m = strdup (b);
  int r = consume (m) + consume (b);
  release (b, 0);
  release (m, 1);
  return r;
}

struct str
{
  const char *s;
  int owned;
};
static void
str_free (struct str *s)
{
  if (s->owned)
    free ((char *)s->s);
}
int
owned_or_literal (int c)
{
  struct str a = { "lit", 0 };
  struct str b = { strdup ("x"), 1 };
  int r = c ? a.s[0] : b.s[0];
  str_free (&a);
  str_free (&b);
  return r;
}

enum type
{
  T_STR,
  T_TIME
};
static void *
cb_str (int c)
{
  return strdup (c ? "a" : "b");
}
static long when;
static void *
cb_time (int c)
{
  (void)c;
  return &when;
}
static const struct row
{
  const char *key;
  enum type type;
  void *(*cb) (int);
} table[] = { { "s", T_STR, cb_str }, { "t", T_TIME, cb_time } };
int
table_with_types (const char *k, int c)
{
  for (unsigned i = 0; i < 2; i++)
    if (!strcmp (table[i].key, k))
      {
        void *v = table[i].cb (c);
        if (!v)
          return 0;
        if (table[i].type == T_TIME)
          return *(long *)v;
        int r = *(char *)v;
        free (v);
        return r;
      }
  return -1;
}

static char *
get_name (int c, int *must_free)
{
  static char buf[32];
  if (c)
    {
      *must_free = 1;
      return strdup ("x");
    }
  *must_free = 0;
  strcpy (buf, "s");
  return buf;
}
int
told_to_free (int c)
{
  int f;
  char *n = get_name (c, &f);
  int r = consume (n);
  if (f)
    free (n);
  return r;
}

static int
cmp (const void *a, const void *b)
{
  return strcmp (a, b);
}
int
search_tree (void)
{
  void *root = NULL;
  tsearch (strdup ("a"), &root, cmp);
  tdestroy (root, free);
  return 0;
}

static void *
worker (void *p)
{
  int *i = p;
  *i = 1;
  free (i);
  return NULL;
}
int
thread_frees (void)
{
  pthread_t t;
  int *i = malloc (4);
  if (pthread_create (&t, NULL, worker, i))
    {
      free (i);
      return -1;
    }
  pthread_detach (t);
  return 0;
}
static void *
mk (void *p)
{
  (void)p;
  return malloc (4);
}
int
thread_makes (void)
{
  pthread_t t;
  void *res;
  if (pthread_create (&t, NULL, mk, NULL))
    return -1;
  pthread_join (t, &res);
  free (res);
  return 0;
}
int
joined_thread_frees (void)
{
  pthread_t t;
  int *i = malloc (4);
  if (pthread_create (&t, NULL, worker, i))
    {
      free (i);
      return -1;
    }
  pthread_join (t, NULL);
  return 0;
}

static pthread_key_t key;
void
freed_at_thread_end (void)
{
  pthread_key_create (&key, free);
  pthread_setspecific (key, malloc (10));
}

static uintptr_t
tag (void *p)
{
  return (uintptr_t)p | 1;
}
static void *
untag (uintptr_t u)
{
  return (void *)(u & ~(uintptr_t)1);
}
int
tagged (void)
{
  int *p = malloc (4);
  uintptr_t u = tag (p);
  int r = cond (1);
  free (untag (u));
  return r;
}

struct xn
{
  uintptr_t link;
  int v;
};
int
xor_list (int n)
{
  struct xn *prev = NULL, *head = NULL;
  for (int i = 0; i < n; i++)
    {
      struct xn *x = malloc (sizeof *x);
      x->link = (uintptr_t)prev;
      x->v = i;
      if (prev)
        prev->link ^= (uintptr_t)x;
      else
        head = x;
      prev = x;
    }
  uintptr_t p = 0;
  struct xn *c = head;
  while (c)
    {
      struct xn *nx = (struct xn *)(p ^ c->link);
      p = (uintptr_t)c;
      free (c);
      c = nx;
    }
  return 0;
}

struct he
{
  struct he *next;
  char *k;
  void *v;
};
struct ht
{
  struct he *b[16];
  void (*drop) (void *);
};
static unsigned
hash (const char *s)
{
  unsigned h = 5381;
  while (*s)
    h = h * 33 + *s++;
  return h % 16;
}
static void
ht_put (struct ht *t, const char *k, void *v)
{
  struct he *e = malloc (sizeof *e);
  e->k = strdup (k);
  e->v = v;
  unsigned h = hash (k);
  e->next = t->b[h];
  t->b[h] = e;
}
static void
ht_clear (struct ht *t)
{
  for (int i = 0; i < 16; i++)
    for (struct he *e = t->b[i], *n; e; e = n)
      {
        n = e->next;
        free (e->k);
        if (t->drop)
          t->drop (e->v);
        free (e);
      }
}
int
hash_table (int n)
{
  struct ht t = { { 0 }, free };
  while (n--)
    ht_put (&t, "k", malloc (3));
  ht_clear (&t);
  return 0;
}

struct it
{
  struct node *cur;
};
struct node
{
  struct node *next;
  char *text;
};
static struct node *
it_next (struct it *i)
{
  struct node *n = i->cur;
  if (n)
    i->cur = n->next;
  return n;
}
int
by_iterator (int n)
{
  struct node *h = NULL;
  while (n--)
    {
      struct node *x = malloc (sizeof *x);
      x->next = h;
      x->text = NULL;
      h = x;
    }
  struct it i = { h };
  struct node *x;
  while ((x = it_next (&i)))
    free (x);
  return 0;
}

struct q
{
  struct node *head, **tail;
};
int
tail_queue (int n)
{
  struct q q = { NULL, &q.head };
  while (n--)
    {
      struct node *x = malloc (sizeof *x);
      x->next = NULL;
      *q.tail = x;
      q.tail = &x->next;
    }
  while (q.head)
    {
      struct node *x = q.head;
      q.head = x->next;
      free (x);
    }
  return 0;
}

static void *
xrealloc (void *p, size_t n)
{
  void *q = realloc (p, n);
  if (!q && n)
    {
      perror ("realloc");
      exit (1);
    }
  return q;
}
int
moved_by_wrapper (int n)
{
  char *b = NULL;
  for (int i = 1; i < n; i++)
    {
      b = xrealloc (b, i);
      b[i - 1] = i;
    }
  int r = n > 1 ? b[0] : 0;
  free (b);
  return r;
}
#define free_and_null(p)                                                       \
  do                                                                           \
    {                                                                          \
      free (p);                                                                \
      (p) = NULL;                                                              \
    }                                                                          \
  while (0)
int
freed_and_cleared (void)
{
  char *p = strdup ("x");
  int r = consume (p);
  free_and_null (p);
  return r;
}

struct msg
{
  char *head;
  char *body;
};
static struct msg *
msg_new (void)
{
  struct msg *m = calloc (1, sizeof *m);
  m->head = strdup ("h");
  m->body = strdup ("b");
  return m;
}
static void
msg_move (struct msg *d, struct msg *s)
{
  *d = *s;
  memset (s, 0, sizeof *s);
  free (s);
}
int
moved_out_of_struct (void)
{
  struct msg m;
  msg_move (&m, msg_new ());
  int r = m.head[0];
  free (m.head);
  free (m.body);
  return r;
}

static jmp_buf env;
static void
thrower (char *p)
{
  free (p);
  longjmp (env, 1);
}
int
freed_before_jump (void)
{
  char *p = malloc (10);
  if (setjmp (env))
    return -1;
  thrower (p);
  return 0;
}

const char *
cached_for_ever (void)
{
  static char *c;
  if (!c)
    c = strdup ("cached");
  return c;
}
static char *last;
const char *
last_is_kept (int i)
{
  free (last);
  last = malloc (20);
  sprintf (last, "%d", i);
  return last;
}

int
stored_for_caller (struct msg *m)
{
  m->head = strdup ("x");
  return m->head != NULL;
}

int
main (int argc, char **argv)
{
  char *o = strdup (argv[0]);
  char *big = malloc (100);
  sprintf (big, "%d", argc);
  puts (big);
  return o[0];
}

static void
usage (void)
{
  char *s = malloc (10);
  strcpy (s, "usage");
  puts (s);
  exit (2);
}
void
before_exit (int c)
{
  if (c)
    usage ();
  char *p = malloc (2);
  if (!p)
    _exit (1);
  use (p);
}

struct arena
{
  struct chunk
  {
    struct chunk *next;
    char d[100];
  } * c;
  size_t used;
};
static void *
ar (struct arena *a, size_t n)
{
  if (!a->c || a->used + n > 100)
    {
      struct chunk *k = malloc (sizeof *k);
      k->next = a->c;
      a->c = k;
      a->used = 0;
    }
  void *p = a->c->d + a->used;
  a->used += n;
  return p;
}
static void
ar_free (struct arena *a)
{
  while (a->c)
    {
      struct chunk *n = a->c->next;
      free (a->c);
      a->c = n;
    }
}
int
arena (int n)
{
  struct arena a = { 0 };
  int s = 0;
  while (n--)
    {
      char *p = ar (&a, 8);
      p[0] = n;
      s += p[0];
    }
  ar_free (&a);
  return s;
}

static void
foreach (struct node *h, void (*f) (struct node *, void *), void *ctx)
{
  while (h)
    {
      struct node *n = h->next;
      f (h, ctx);
      h = n;
    }
}
static void
free_node (struct node *n, void *ctx)
{
  (void)ctx;
  free (n->text);
  free (n);
}
int
freed_by_callback (int n)
{
  struct node *h = NULL;
  while (n--)
    {
      struct node *x = malloc (sizeof *x);
      x->text = strdup ("t");
      x->next = h;
      h = x;
    }
  foreach (h, free_node, NULL);
  return 0;
}

struct stream
{
  int (*read) (struct stream *, char *, int);
  void (*close) (struct stream *);
};
struct mem
{
  struct stream s;
  char *buf;
  int pos;
};
static int
mem_read (struct stream *s, char *b, int n)
{
  struct mem *m = (struct mem *)s;
  memcpy (b, m->buf + m->pos, n);
  m->pos += n;
  return n;
}
static void
mem_close (struct stream *s)
{
  struct mem *m = (struct mem *)s;
  free (m->buf);
  free (m);
}
static struct stream *
mem_open (int n)
{
  struct mem *m = malloc (sizeof *m);
  m->s.read = mem_read;
  m->s.close = mem_close;
  m->buf = malloc (n);
  m->pos = 0;
  return &m->s;
}
int
closed_by_own_function (void)
{
  struct stream *s = mem_open (10);
  char b[4];
  int r = s->read (s, b, 4);
  s->close (s);
  return r;
}

struct own
{
  unsigned heap : 1;
  char *p;
};
static void
own_drop (struct own *o)
{
  if (o->heap)
    free (o->p);
}
int
bit_says_heap (int c)
{
  static char st[4];
  struct own o = { 0, st };
  if (c)
    {
      o.heap = 1;
      o.p = malloc (10);
    }
  int r = o.p[0];
  own_drop (&o);
  return r;
}

int
only_if_made (const char *in)
{
  char *tmp = NULL;
  if (!in)
    in = tmp = strdup ("def");
  int r = consume (in);
  free (tmp);
  return r;
}
int
other_than_given (char *in)
{
  char *own = in ? in : strdup ("x");
  int r = consume (own);
  if (own != in)
    free (own);
  return r;
}

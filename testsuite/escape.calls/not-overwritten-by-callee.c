/* What a callee overwrites is not gone if it is read before, by another name, or
   put back, as whatever it moves: each K is kept.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=stack" } */
/* { dg-json-not {"name": ?"k".*"verdict": ?"does-not-escape"} } */

#include <stdlib.h>
#include <string.h>

int *G;
struct s
{
  int *a, *b;
  struct s *n;
};
static void
set2 (int **p, int **q, int *v)
{
  *p = v;
  *q = *p;
}
int *
set_and_copied (void)
{
  int k;
  int *x = &k, *y = 0;
  set2 (&x, &y, &k);
  G = y;
  return 0;
}
static int *
read_then_set (int **p, int *v)
{
  int *o = *p;
  *p = v;
  return o;
}
int
read_before (void)
{
  int k, z;
  int *x = &k;
  G = read_then_set (&x, &z);
  return 0;
}
static void
rot (int **a, int **b, int **c)
{
  int *t = *a;
  *a = *b;
  *b = *c;
  *c = t;
}
int
moved_up (void)
{
  int k;
  int *x = 0, *y = 0, *z = &k;
  rot (&x, &y, &z);
  G = y;
  return 0;
}
int
moved_up_again (void)
{
  int k;
  int *x = 0, *y = &k, *z = 0;
  rot (&x, &y, &z);
  G = x;
  return 0;
}
int
moved_round (void)
{
  int k;
  int *x = &k, *y = 0, *z = 0;
  rot (&x, &y, &z);
  G = z;
  return 0;
}
static void
cond_set (int **p, int *v, int c)
{
  if (c)
    {
      *p = v;
      return;
    }
  else if (c < 0)
    *p = 0;
}
int
on_one_path (int c)
{
  int k;
  int *x = &k;
  cond_set (&x, 0, c);
  G = x;
  return 0;
}
static void
loop_set (int **p, int n)
{
  for (int i = 0; i < n; i++)
    p[0] = 0;
}
int
perhaps_no_round (int n)
{
  int k;
  int *x = &k;
  loop_set (&x, n);
  G = x;
  return 0;
}
static void
set_n (struct s *s, int *v)
{
  s->a = v;
}
int
other_member (void)
{
  int k;
  struct s s = { 0, &k, 0 };
  set_n (&s, 0);
  G = s.b;
  return 0;
}
int
next_round (void)
{
  int k;
  struct s s = { 0, 0, 0 };
  for (int i = 0; i < 3; i++)
    {
      G = s.a;
      set_n (&s, &k);
    }
  return 0;
}
static void
idx (int **v, int i)
{
  v[i] = 0;
}
int
unknown_element (int i)
{
  int k;
  int *v[3] = { &k, 0, 0 };
  idx (v, i);
  G = v[0];
  return 0;
}
static void
one (int **v)
{
  v[1] = 0;
}
int
other_element (void)
{
  int k;
  int *v[3] = { &k, 0, 0 };
  one (v);
  G = v[0];
  return 0;
}
int
all_elements_but_one (void)
{
  int k;
  int *v[3] = { &k, 0, 0 };
  one (v);
  one (v + 1);
  G = v[0];
  return 0;
}
static void
whole (struct s *d, const struct s *o)
{
  *d = *o;
}
int
copied_whole (void)
{
  int k;
  struct s a = { 0, 0, 0 }, b = { 0, &k, 0 };
  whole (&a, &b);
  G = a.b;
  return 0;
}
static void
swap_in (struct s *s)
{
  int *t = s->a;
  s->a = s->b;
  s->b = t;
}
int
swapped_inside (void)
{
  int k;
  struct s a = { &k, 0, 0 };
  swap_in (&a);
  G = a.b;
  return 0;
}
int
swapped_inside_too (void)
{
  int k;
  struct s a = { 0, &k, 0 };
  swap_in (&a);
  G = a.a;
  return 0;
}
static void
mc (void *p)
{
  memset (p, 0, sizeof (int *) - 1);
}
int
all_bytes_but_one (void)
{
  int k;
  int *x = &k;
  mc (&x);
  G = x;
  return 0;
}
static int
fail (int **p)
{
  if (!G)
    return -1;
  *p = 0;
  return 0;
}
int
where_it_failed (void)
{
  int k;
  int *x = &k;
  if (fail (&x))
    G = x;
  return 0;
}
static void
via (int ***pp, int *v)
{
  **pp = v;
}
int
through_two (void)
{
  int k;
  int *x = 0;
  int **px = &x;
  via (&px, &k);
  G = x;
  return 0;
}
static void
nested (int **p, int *v)
{
  int *t = v;
  int **q = &t;
  *p = *q;
}
int
through_local (void)
{
  int k;
  int *x = 0;
  nested (&x, &k);
  G = x;
  return 0;
}
static void
push (struct s **h, struct s *n)
{
  n->n = *h;
  *h = n;
}
int
pushed (void)
{
  struct s k = { 0 };
  struct s m = { 0 };
  struct s *h = 0;
  push (&h, &k);
  push (&h, &m);
  G = (int *)h->n;
  return 0;
}
static struct s *
pop (struct s **h)
{
  struct s *r = *h;
  if (r)
    *h = r->n;
  return r;
}
int
popped_twice (void)
{
  struct s k = { 0 };
  struct s m = { 0, 0, &k };
  struct s *h = &m;
  pop (&h);
  G = (int *)pop (&h);
  return 0;
}
static void
alias (int **p, int **q, int *v)
{
  *p = v;
  int *r = *q;
  G = r;
}
int
both_names (void)
{
  int k;
  int *x = 0;
  alias (&x, &x, &k);
  return 0;
}
static void
inner (int **p, int **q, int *v)
{
  *q = v;
  G = *p;
}
static void
outer (int **p, int *v)
{
  inner (p, p, v);
}
int
both_names_below (void)
{
  int k;
  int *x = 0;
  outer (&x, &k);
  return 0;
}
static void
twice (struct s *s, struct s *t, int *v)
{
  t->a = v;
  G = s->a;
}
int
name_and_pointer (void)
{
  int k;
  struct s s = { 0 };
  struct s *p = &s;
  twice (p, &s, &k);
  return 0;
}
int
perhaps_both_names (int c)
{
  int k;
  int *x = 0;
  int *y = 0;
  int **p = c ? &x : &y;
  alias (p, &x, &k);
  return 0;
}
static void
cb (int **p, int *v, void (*f) (int **, int *))
{
  f (p, v);
}
static void
st (int **p, int *v)
{
  *p = v;
}
int
by_callback (void)
{
  int k;
  int *x = 0;
  cb (&x, &k, st);
  G = x;
  return 0;
}
static void
und (int **p, int *v)
{
  int *o = *p;
  *p = v;
  *p = o;
}
int
put_back (void)
{
  int k;
  int *x = &k;
  und (&x, 0);
  G = x;
  return 0;
}
static void
list3 (struct s *s)
{
  struct s *a = s->n, *b = a->n;
  s->n = b;
  a->n = b->n;
  b->n = a;
}
int
list_turned (void)
{
  struct s c = { 0 };
  struct s k = { 0, 0, &c };
  struct s a = { 0, 0, &k };
  list3 (&a);
  G = (int *)a.n->n;
  return 0;
}

struct raw
{
  char b[16];
};
struct num
{
  long l[2];
};
struct sm
{
  int i[4];
};
struct dd
{
  double d[2];
};
#define SAVE(T)                                                                \
  static void same_##T (void *p)                                               \
  {                                                                            \
    struct T t, *q = p;                                                        \
    t = *q;                                                                    \
    memset (q, 0, sizeof *q);                                                  \
    *q = t;                                                                    \
  }
SAVE (raw) SAVE (num) SAVE (sm) SAVE (dd) int put_back_as_bytes (void)
{
  int k;
  int *v[2] = { &k, 0 };
  same_raw (v);
  G = v[0];
  return 0;
}
int
put_back_as_numbers (void)
{
  int k;
  int *v[2] = { &k, 0 };
  same_num (v);
  G = v[0];
  return 0;
}
int
put_back_as_small_numbers (void)
{
  int k;
  int *v[2] = { &k, 0 };
  same_sm (v);
  G = v[0];
  return 0;
}
int
put_back_as_doubles (void)
{
  int k;
  int *v[2] = { &k, 0 };
  same_dd (v);
  G = v[0];
  return 0;
}
static void
und2 (int **p, int *v)
{
  und (p, v);
}
int
put_back_below (void)
{
  int k;
  int *x = &k;
  und2 (&x, 0);
  G = x;
  return 0;
}
static void
und3 (int **p, int *v, int c)
{
  if (c)
    *p = v;
  else
    und (p, v);
}
int
put_back_on_one_path (int c)
{
  int k;
  int *x = &k;
  und3 (&x, 0, c);
  G = x;
  return 0;
}
struct hl
{
  unsigned lo, hi;
};
static void
halves (struct hl *p)
{
  unsigned l = p->lo, h = p->hi;
  p->lo = p->hi = 0;
  p->lo = l;
  p->hi = h;
}
int
put_back_in_halves (void)
{
  int k;
  int *x = &k;
  halves ((struct hl *)&x);
  G = x;
  return 0;
}
static void
bytes (char *p)
{
  char t[8];
  for (int i = 0; i < 8; i++)
    t[i] = p[i];
  memset (p, 0, 8);
  for (int i = 0; i < 8; i++)
    p[i] = t[i];
}
int
put_back_byte_by_byte (void)
{
  int k;
  int *x = &k;
  bytes ((char *)&x);
  G = x;
  return 0;
}
static void
mcs (void *p)
{
  struct raw t;
  memcpy (&t, p, 16);
  memset (p, 0, 16);
  memcpy (p, &t, 16);
}
int
put_back_by_memcpy (void)
{
  int k;
  int *v[2] = { &k, 0 };
  mcs (v);
  G = v[0];
  return 0;
}
static void
mcb (void *p)
{
  char t[16];
  memcpy (t, p, 16);
  memset (p, 0, 16);
  memcpy (p, t, 16);
}
int
put_back_by_buffer (void)
{
  int k;
  int *v[2] = { &k, 0 };
  mcb (v);
  G = v[0];
  return 0;
}
static void
dbl (double *p)
{
  double d = *p;
  *p = 0;
  *p = d;
}
int
put_back_as_one_double (void)
{
  int k;
  int *x = &k;
  dbl ((double *)&x);
  G = x;
  return 0;
}
static void
arith (unsigned long *p)
{
  *p = *p + 1;
  *p -= 1;
}
int
put_back_by_arithmetic (void)
{
  int k;
  int *x = &k;
  arith ((unsigned long *)&x);
  G = x;
  return 0;
}
static void
xorr (unsigned long *p)
{
  unsigned long t = *p ^ 0x55;
  *p = 0;
  *p = t ^ 0x55;
}
int
put_back_by_xor (void)
{
  int k;
  int *x = &k;
  xorr ((unsigned long *)&x);
  G = x;
  return 0;
}

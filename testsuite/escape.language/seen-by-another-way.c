/* The address of a local is taken back, but before that it is read by another
   way to the same memory: each K is kept.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=stack" } */
/* { dg-json-not {"name": ?"k".*"verdict": ?"does-not-escape"} } */

int *G, *H, **to_g;
extern int *also_g __attribute__ ((weak, alias ("G")));

struct s
{
  int *a, *b;
  struct s *n;
} *S, T;

void
global_by_pointer (int **p)
{
  int k;
  G = &k;
  H = *p;
  G = 0;
}

void
global_by_global_pointer (void)
{
  int k;
  G = &k;
  H = *to_g;
  G = 0;
}

void
global_by_alias (void)
{
  int k;
  G = &k;
  H = also_g;
  G = 0;
}

void
pointer_by_global (int **p)
{
  int k;
  *p = &k;
  H = G;
  *p = 0;
}

void
two_parameters (int **p, int **q)
{
  int k;
  *p = &k;
  H = *q;
  *p = 0;
}

int *
ring (struct s *s)
{
  int k;
  s->a = &k;
  int *r = s->n->a;
  s->a = 0;
  return r;
}

void
whole (struct s *s, struct s *t)
{
  int k;
  s->a = &k;
  *S = *t;
  s->a = 0;
}

void
local_struct (struct s *s, struct s **to)
{
  int k;
  struct s l = { 0 };
  *to = &l;
  s->n->a = &k;
  H = l.a;
  s->n->a = 0;
  *to = 0;
}

void
by_number (long address)
{
  int k;
  G = &k;
  H = *(int **) address;
  G = 0;
}

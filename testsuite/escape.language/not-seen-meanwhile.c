/* The address of a local is taken back before anything else can see it: what is
   read meanwhile is somewhere else, no pointer (an int is too small for one), or
   the place itself.  */
/* { dg-do compile { target lp64 } } */
/* { dg-json-not {"name": ?"k".*"verdict": ?"escapes"} } */

int *G, *H, *T;

struct s
{
  int *a, *b;
  int n;
};

int
through_the_place (struct s *s)
{
  int k = 0;
  s->a = &k;
  *s->a = s->n;
  s->a = 0;
  return k;
}

void
another_member (struct s *s)
{
  int k;
  s->a = &k;
  H = s->b;
  s->a = 0;
}

void
another_global (void)
{
  int k;
  G = &k;
  T = H;
  G = 0;
}

int
number (struct s *s, int *p)
{
  int k = 0;
  s->a = &k;
  k = *p + s->n;
  s->a = 0;
  return k;
}

void
own_local (struct s *s)
{
  int k;
  struct s l = { 0 }, m;
  s->a = &k;
  m = l;
  H = m.b;
  s->a = 0;
}

/* A function that is looked at coarsely, for it is too much otherwise: what of
   the caller's memory it does not tell from unknown memory is, for its callers,
   handed to unknown code.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-budget=2000" } */
/* { dg-json {"name": "c".*"verdict": "escapes"} } */

struct s
{
  struct s *q;
  int *i;
};

void unknown (void *);
void others (void);
struct s *get (void);

static void
f (struct s *p, struct s *w, int n)
{
  struct s *t = p->q;
  others ();
  for (int k = 0; k < n; k++)
    {
      w->q = w->q->q;
      w->q->q = w;
      w = w->q->q->q;
      w->q->i = w->i;
    }
  struct s *u = n ? get () : t->q;
  unknown (u);
}

int
g (int n)
{
  int i;
  struct s c = { 0, &i };
  struct s b = { &c, 0 };
  struct s a = { &b, 0 };
  struct s d = { 0, 0 };
  f (&a, &d, n);
  return *b.i;
}

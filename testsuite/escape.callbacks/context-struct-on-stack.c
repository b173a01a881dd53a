/* A context struct of the frame, handed to a callback: fine, unless the
   callback keeps it.  */
/* { dg-do compile } */

struct context
{
  int sum;
};

typedef void visit_fn (struct context *, int);

static struct context *kept;

static void
visit (struct context *c, int n)
{
  c->sum += n;
}

static void
visit_and_keep (struct context *c, int n)
{
  c->sum += n;
  kept = c;
}

static void
walk (int n, visit_fn *f, struct context *c)
{
  while (n-- > 0)
    f (c, n);
}

int
sum (int n)
{
  struct context c = { 0 }; /* { dg-bogus "escape:stack" } */
  walk (n, visit, &c);
  return c.sum;
}

int
sum_and_keep (int n)
{
  struct context c = { 0 }; /* { dg-warning {address of local 'c' escapes its frame \[escape:stack\]} } */
  walk (n, visit_and_keep, &c);
  return c.sum;
}

int
kept_sum (void)
{
  return kept->sum;
}

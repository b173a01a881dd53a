/* A pair of functions that puts a context in force and out again; on the path
   that forgets the second, the context is left behind.  What leaves under a
   condition of its own may have left.  */
/* { dg-do compile } */

struct context
{
  struct context *outer;
  int uses;
};

static struct context *current;

static void
enter (struct context *c)
{
  c->outer = current;
  current = c;
}

static void
leave (struct context *c)
{
  current = c->outer;
}

static void
leave_current (void)
{
  if (current)
    current = current->outer;
}

int
inside (int n)
{
  struct context c = { 0, n }; /* { dg-bogus "escape:stack" } */
  enter (&c);
  c.uses++;
  leave (&c);
  return c.uses;
}

int
inside_current (int n)
{
  struct context c = { 0, n }; /* { dg-bogus "escape:stack" } */
  enter (&c);
  c.uses++;
  leave_current ();
  return c.uses;
}

int
stuck_inside (int n)
{
  struct context c = { 0, n }; /* { dg-warning {address of local 'c' escapes its frame \[escape:stack\]} } */
  enter (&c);
  if (n < 0)
    return -1;
  leave (&c);
  return c.uses;
}

/* A callee may do the overwriting.  */
/* { dg-do compile } */

static int *top;

static void
push (int *p)
{
  top = p;
}

static void
pop (void)
{
  top = 0;
}

int
balanced (int n)
{
  int frame = n; /* { dg-bogus "escape:stack" } */
  push (&frame);
  n += *top;
  pop ();
  return n;
}

int
unbalanced (int n)
{
  int frame = n; /* { dg-warning {address of local 'frame' escapes its frame \[escape:stack\]} } */
  push (&frame);
  return n + *top;
}

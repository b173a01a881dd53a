/* The callee keeps its argument in a global: the caller's local is left
   behind.  A callee that only reads it is fine.  */
/* { dg-do compile } */

static const int *options;

static void
set_options (const int *o)
{
  options = o;
}

static int
sum_options (const int *o)
{
  return o[0] + o[1];
}

int
configure (int a)
{
  int mine[2] = { a, 1 }; /* { dg-warning {address of local 'mine' escapes its frame \[escape:stack\]} } */
  set_options (mine);
  return options[0];
}

int
configure_once (int a)
{
  int mine[2] = { a, 1 }; /* { dg-bogus "escape:stack" } */
  return sum_options (mine);
}

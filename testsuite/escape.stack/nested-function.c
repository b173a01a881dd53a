/* A nested function that uses a local of the frame around it needs that frame:
   its address must not be left in a global.  */
/* { dg-do compile } */

static void (*hook) (void);

int
install (int n)
{
  int total = n; /* { dg-warning {address of .*escapes its (?:frame|block) \[escape:stack\]} } */
  void add (void) { total++; }
  hook = add;
  return total;
}

int
call_only (int n)
{
  int total = n; /* { dg-bogus "escape:stack" } */
  void add (void) { total++; }
  void (*f) (void) = add;
  f ();
  return total;
}

int
plain_nested (int n)
{
  int total = n; /* { dg-bogus "escape:stack" } */
  void nothing (void) {}
  hook = nothing;
  return total;
}

/* ok ("why") says nothing of its object, and only of that one.  */
/* { dg-do compile } */

static int *hook;

void
install (int n)
{
  int known __attribute__ ((escape_ok ("removed by uninstall"))) = n; /* { dg-bogus "escape:stack" } */
  hook = &known;
}

void
install_other (int n)
{
  int unknown = n; /* { dg-warning {address of local 'unknown' escapes its frame \[escape:stack\]} } */
  hook = &unknown;
}

int
hooked (void)
{
  return *hook;
}

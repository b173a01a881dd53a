/* The path of a stack bug: which address, and where it was put.  */
/* { dg-do compile } */

static int *hook;

void
install (int n)
{
  int local = n; /* { dg-warning {address of local 'local' escapes its frame \[escape:stack\]} } */
  hook = &local; /* { dg-path {\([0-9]+\)} } */
}

int
hooked (void)
{
  return *hook;
}

/* A local whose address outlives its frame: a warning, at the variable.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

static int *hook;

void
install (void)
{
  int
    first = 1,
    second = 2; /* { dg-warning {address of local 'second' escapes its frame \[escape:stack\]} } */
  hook = &second;
  *hook += first;
}

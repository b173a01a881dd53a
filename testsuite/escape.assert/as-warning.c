/* warn=assert makes warnings of the group's errors.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-warn=assert" } */

extern void use (int *);

void
lend (int n)
{
  int x __attribute__ ((escape_local)) = n; /* { dg-warning {\[escape:assert\]} } */
  use (&x);
}

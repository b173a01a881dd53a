/* An object declared local must not escape: the build fails when it does.  */
/* { dg-do compile } */

static int *seen;

int
remember (int n)
{
  int kept __attribute__ ((escape_local)) = n; /* { dg-error {\[escape:assert\]} } */
  int used __attribute__ ((escape_local)) = n; /* { dg-bogus "escape:assert" } */
  int *p = &used; /* { dg-bogus "escape:stack" "" { target *-*-* } .-2 } */
  seen = &kept;
  n = *p + *seen;
  return n;
}

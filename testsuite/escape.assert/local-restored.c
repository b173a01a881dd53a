/* local asks more than the stack group does: that the address is put back
   before the return does not help, it must not go there at all.  */
/* { dg-do compile } */

static int *seen;

int
lend (int n)
{
  int lent __attribute__ ((escape_local)) = n; /* { dg-error {\[escape:assert\]} } */
  seen = &lent; /* { dg-bogus "escape:stack" "" { target *-*-* } .-1 } */
  n += *seen;
  seen = 0;
  return n;
}

/* restrict and volatile change nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

volatile int *
v (volatile int *p) /* { dg-note "leaking param: 'p' to result level=0" } */
{
  volatile int *volatile q = p;
  return q;
}

int *
r (int *restrict a, const int *restrict b) /* { dg-note "leaking param: 'a' to result level=0" } */
{ /* { dg-note "'b' does not escape" "" { target *-*-* } .-1 } */
  *a = *b;
  return a;
}

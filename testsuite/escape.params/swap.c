/* What two parameters hold changes places: each content flows to the other.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

void
swap (void **a, /* { dg-note "leaking param: 'a' to param 'b' level=1" } */
      void **b) /* { dg-note "leaking param: 'b' to param 'a' level=1" } */
{
  void *t = *a;
  *a = *b;
  *b = t;
}

void
swap_numbers (int *a, int *b) /* { dg-note "'a' does not escape" } */
{ /* { dg-note "'b' does not escape" "" { target *-*-* } .-1 } */
  int t = *a;
  *a = *b;
  *b = t;
}

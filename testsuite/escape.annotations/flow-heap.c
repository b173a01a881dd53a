/* flow ("1 -> heap"): the argument is kept somewhere; argument 2, of which
   nothing is said, is not, since a flow is exhaustive.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

extern void keep (int *, int *) __attribute__ ((escape_flow ("1 -> heap")));

void
both (int *a, /* { dg-note "leaking param: 'a'(?! to)" } */
      int *b) /* { dg-note "'b' does not escape" } */
{
  keep (a, b);
}

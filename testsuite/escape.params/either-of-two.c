/* Both operands of a choice flow to the result.  The one that only decides
   does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

const char *
longer (const char *a, const char *b, /* { dg-note "leaking param: 'a' to result level=0" } */
	const int *lengths) /* { dg-note "'lengths' does not escape" } */
{ /* { dg-note "leaking param: 'b' to result level=0" "" { target *-*-* } .-2 } */
  return lengths[0] < lengths[1] ? b : a;
}

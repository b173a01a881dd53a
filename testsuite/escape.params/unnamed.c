/* A parameter without a name is called by its position.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

int
first (int *p, int *) /* { dg-note "'p' does not escape" } */
{ /* { dg-note "'#2' does not escape" "" { target *-*-* } .-1 } */
  return *p;
}

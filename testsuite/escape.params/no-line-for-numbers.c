/* Parameters whose type cannot hold a pointer have no line.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

double
scale (char c, double x, short *p, _Bool b) /* { dg-note "'p' does not escape" } */
{
  return c + x + *p + b;
}

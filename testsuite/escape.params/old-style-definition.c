/* An old-style definition has parameters like any other.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1 -Wno-old-style-definition" } */

int *
advance (p, n)
     int *p; /* { dg-note "leaking param: 'p' to result level=0" } */
     int n;
{
  return p + n;
}

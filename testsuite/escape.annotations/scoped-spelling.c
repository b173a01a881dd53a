/* [[escape::NAME]] is the same attribute.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

extern void look (int *) [[escape::noescape (1)]];

int
lend (void)
{
  int seen = 1; /* { dg-note "'seen' does not escape" } */
  look (&seen);
  return seen;
}

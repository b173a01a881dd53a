/* noescape (2) says nothing of the first argument.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

extern void copy (char *to, const char *from)
  __attribute__ ((escape_noescape (2)));

char
one (void)
{
  char a[4] = "a"; /* { dg-note "'a' is passed to unknown code in 'copy'" } */
  char b[4] = "b"; /* { dg-note "'b' does not escape" } */
  copy (a, b);
  return a[0];
}

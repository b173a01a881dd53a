/* Returning an argument is keeping it, as far as noescape goes.  */
/* { dg-do compile } */

__attribute__ ((escape_noescape (1))) char *
skip (char *s) /* { dg-error {\[escape:assert\]} } */
{
  while (*s == ' ')
    s++;
  return s;
}

__attribute__ ((escape_noescape (1))) int
count (char *s) /* { dg-bogus "escape:assert" } */
{
  int n = 0;
  while (*s == ' ')
    s++, n++;
  return n;
}

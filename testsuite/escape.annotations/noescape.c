/* An undefined function that is declared noescape keeps nothing.  One without
   the declaration may keep everything.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

extern void look (int *) __attribute__ ((escape_noescape (1)));
extern void use (int *);

int
both (void)
{
  int seen = 1; /* { dg-note "'seen' does not escape" } */
  int lent = 2; /* { dg-note "'lent' is passed to unknown code in 'use'" } */
  look (&seen);
  use (&lent);
  return seen + lent;
}

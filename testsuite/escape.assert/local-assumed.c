/* An escape that is only assumed breaks the promise too.  */
/* { dg-do compile } */

extern void use (int *);
extern void look (const int *) __attribute__ ((escape_noescape (1)));

void
to_unknown_code (int n)
{
  int x __attribute__ ((escape_local)) = n; /* { dg-error {\[escape:assert\]} } */
  use (&x);
}

void
to_known_code (int n)
{
  int x __attribute__ ((escape_local)) = n; /* { dg-bogus "escape:assert" } */
  look (&x);
}

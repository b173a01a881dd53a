/* What unknown code gets leaks; what only its content gets leaks its content;
   a number taken from it leaks nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

extern void use (void *);
extern void use_number (int);

void
whole (int *p) /* { dg-note "leaking param: 'p'(?! to)" } */
{
  use (p);
}

void
content (void **p) /* { dg-note "leaking param content: 'p'" } */
{
  use (*p);
}

void
number (int *p) /* { dg-note "'p' does not escape" } */
{
  use_number (*p);
}

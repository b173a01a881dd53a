/* A local in unknown hands: a note that names the function, as the source
   does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

extern void use (int *);

void
lend (void)
{
  int i = 0; /* { dg-note "'i' is passed to unknown code in 'use'" } */
  use (&i);
}

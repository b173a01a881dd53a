/* A function that is only called like one of libc's, with another prototype,
   is not that function.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1 -fno-builtin" } */

extern void strcat (int *, int);

void
lend (void)
{
  int x = 0; /* { dg-note "'x' is passed to unknown code in 'strcat'" } */
  strcat (&x, 1);
}

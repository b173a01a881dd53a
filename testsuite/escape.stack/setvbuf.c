/* A stream keeps the buffer that setvbuf gives it.  */
/* { dg-do compile } */

#include <stdio.h>

void
bad (void)
{
  char buffer[BUFSIZ]; /* { dg-warning {address of local 'buffer' escapes its frame \[escape:stack\]} } */
  setvbuf (stdout, buffer, _IOFBF, sizeof buffer);
}

void
good (void)
{
  static char buffer[BUFSIZ]; /* { dg-bogus "escape:stack" } */
  setvbuf (stdout, buffer, _IOFBF, sizeof buffer);
}

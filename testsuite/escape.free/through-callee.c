/* A callee frees its argument.  The callee is right, the call is wrong.  */
/* { dg-do compile } */

#include <stdlib.h>

static void
drop (void *p)
{
  free (p); /* { dg-bogus "escape:free" } */
}

void
wrong (void)
{
  long buf[4] = { 0 };
  drop (buf); /* { dg-warning {\[escape:free\]} } */
}

void
right (void)
{
  drop (malloc (32)); /* { dg-bogus "escape:free" } */
}

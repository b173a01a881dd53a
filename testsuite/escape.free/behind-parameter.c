/* A callee that frees under a condition on another argument frees what it is
   told to own.  One that always frees does not ask.  */
/* { dg-do compile } */

#include <stdlib.h>

static void
drop (char *p, int owned)
{
  if (owned)
    free (p);
}

static void
drop_always (char *p, int verbose)
{
  if (verbose)
    p[0] = 0;
  free (p);
}

void
borrowed (void)
{
  char text[4]; /* { dg-bogus "escape:free" } */
  drop (text, 0); /* { dg-bogus "escape:free" } */
}

void
owned (void)
{
  drop (malloc (4), 1); /* { dg-bogus "escape:free" } */
}

void
wrong (void)
{
  char text[4];
  drop_always (text, 0); /* { dg-warning {'free' of 'text', which is not on the heap \[escape:free\]} } */
}

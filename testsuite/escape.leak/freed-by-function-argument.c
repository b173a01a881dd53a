/* What a function makes and hands to a function that it was given is released
   there, if every caller gives one that releases.  */
/* { dg-do compile } */

#include <stdlib.h>

static void
with_buffer (void (*done) (char *))
{
  char *p = malloc (64); /* { dg-bogus "escape:leak" } */
  done (p);
}

static void
without_release (void (*done) (char *))
{
  char *p = malloc (64); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  done (p);
}

static void
release (char *p)
{
  free (p);
}

static void
clear (char *p)
{
  if (p)
    p[0] = 0;
}

void
both (void)
{
  with_buffer (release);
  without_release (clear);
}

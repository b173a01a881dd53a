/* What gives back its argument, or null if it fails, can fail; what cannot,
   does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>
#include <string.h>
#include <time.h>

void
date (time_t t, char *to)
{
  char *p = malloc (3); /* { dg-warning "not released on this path" } */
  if (!ctime_r (&t, to))
    free (p);
}

void
copied (const char *from, char *to)
{
  char *p = malloc (3); /* { dg-warning "never released" } */
  if (!strcpy (to, from))
    free (p);
}

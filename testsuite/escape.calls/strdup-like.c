/* A strdup of one's own: a fresh object comes out, the argument stays.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

static char *
copy (const char *s)
{
  size_t n = strlen (s) + 1;
  char *p = malloc (n); /* { dg-bogus "escape:heap" } */
  return p ? memcpy (p, s, n) : 0;
}

char *
twice_copied (void)
{
  char *first = malloc (8); /* { dg-bogus "escape:heap" } */
  if (!first)
    return 0;
  first[0] = 0;
  char *second = copy (first); /* { dg-warning {'copy\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  free (first);
  return second;
}

/* A function of the unit's own that has the name of a libc function counts by
   its body.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fno-builtin -Wno-builtin-declaration-mismatch" } */

#include <stddef.h>

void *malloc (size_t);
void free (void *);

static const char *last;

static char *
strdup (const char *s)
{
  last = s;
  return (char *) s;
}

char
first (void)
{
  char *p = malloc (4); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!p)
    return 0;
  p[0] = 0;
  char *q = strdup (p); /* { dg-bogus "escape:heap" } */
  return *q + (last == p);
}

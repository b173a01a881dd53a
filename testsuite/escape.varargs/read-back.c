/* What va_arg reads back is what was passed.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdarg.h>
#include <stdlib.h>

static char *last;

static void
keep_last (int n, ...)
{
  va_list ap;
  va_start (ap, n);
  while (n-- > 0)
    last = va_arg (ap, char *);
  va_end (ap);
}

void
give (void)
{
  keep_last (2, malloc (1), (char *) 0); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

char
last_first (void)
{
  return *last;
}

/* A printf of one's own that hands its va_list to vfprintf: a local that is
   printed with it is not warned of.  */
/* { dg-do compile } */

#include <stdarg.h>
#include <stdio.h>

__attribute__ ((format (printf, 1, 2))) static void
trace (const char *format, ...)
{
  va_list ap;
  va_start (ap, format);
  vfprintf (stderr, format, ap);
  va_end (ap);
}

int
run (int n)
{
  char name[16]; /* { dg-bogus "escape:stack" } */
  snprintf (name, sizeof name, "run %d", n);
  trace ("%s\n", name);
  return name[0];
}

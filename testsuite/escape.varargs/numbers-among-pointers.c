/* An argument comes out of the list as what it was passed as: an int or a double
   next to a pointer is none.  An integer of a pointer's size may be.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct { int n; double d; } last;

static long
put (const char *format, ...)
{
  va_list args;
  long sum = 0;
  va_start (args, format);
  for (; *format; format++)
    switch (*format)
      {
      case 's':
        sum += puts (va_arg (args, char *));
        break;
      case 'd':
        last.n = va_arg (args, int);
        sum += last.n;
        break;
      case 'f':
        last.d = va_arg (args, double);
        break;
      }
  va_end (args);
  return sum;
}

long
among (const char *s)
{
  char *p = strdup (s); /* { dg-bogus "escape:heap" "" { target lp64 } } */
  /* { dg-warning "escapes to heap" "" { target ilp32 } .-1 } */
  if (!p)
    return 0;
  long n = put ("sdf", p, 3, 0.5);
  free (p);
  return n;
}

uintptr_t seen;

static void
note (int n, ...)
{
  va_list args;
  va_start (args, n);
  while (n--)
    seen = va_arg (args, uintptr_t);
  va_end (args);
}

void
as_integer (void)
{
  note (1, (uintptr_t) malloc (8)); /* { dg-warning "escapes to heap" } */
}

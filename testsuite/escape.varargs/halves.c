/* A pointer in two numbers, or in a double.  */
/* { dg-do compile { target lp64 } } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

unsigned cookie[2];
double number;

static void
put_halves (int n, ...)
{
  va_list args;
  va_start (args, n);
  for (int i = 0; i < n; i++)
    cookie[i] = va_arg (args, unsigned);
  va_end (args);
}

void
in_halves (void)
{
  uintptr_t u = (uintptr_t) malloc (8); /* { dg-warning "escapes to heap" } */
  put_halves (2, (unsigned) (u >> 32), (unsigned) u);
}

static void
put_double (int n, ...)
{
  va_list args;
  va_start (args, n);
  number = va_arg (args, double);
  va_end (args);
}

void
as_double (void)
{
  put_double (1, (double) (uintptr_t) malloc (8)); /* { dg-warning "escapes to heap" } */
}

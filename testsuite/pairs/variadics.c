/* Variable arguments.  */

#include "pairs.h"
#include <stdarg.h>
#include <stdio.h>

int *global;

static int
vsum (int n, va_list ps)
{
  int sum = 0;
  while (n-- > 0)
    sum += *va_arg (ps, int *);
  return sum;
}

int
sum (int n, ...)
{
  va_list ps;
  va_start (ps, n);
  int sum = 0;
  while (n-- > 0)
    sum += *va_arg (ps, int *);
  va_end (ps);
  return sum;
}

void
keep_first (int n, ...)
{
  va_list ps;
  va_start (ps, n);
  global = va_arg (ps, int *);
  va_end (ps);
}

int *
first (int n, ...)
{
  va_list ps;
  va_start (ps, n);
  int *p = va_arg (ps, int *);
  va_end (ps);
  return p;
}

int
sum_stays (void)
{
  int *x = NEW (int); // truth: new: stays
  int *y = NEW (int); // truth: new: stays
  int value = sum (2, x, y);
  free (x);
  free (y);
  return value;
}

int
sum_of_locals (void)
{
  int x = 1, y = 2; // truth: local x: stays; local y: stays
  return sum (2, &x, &y);
}

void
kept_first (void)
{
  int *x = NEW (int); // truth: new: escapes
  keep_first (1, x);
}

int *
first_returned (void)
{
  int *x = NEW (int); // truth: new: escapes
  return first (1, x);
}

int
first_stays (void)
{
  int *x = NEW (int); // truth: new: stays
  int value = *first (1, x);
  free (x);
  return value;
}

int *
named (int *name, ...) // truth: name: to result 0
{
  va_list ps;
  va_start (ps, name);
  *name = va_arg (ps, int);
  va_end (ps);
  return name;
}

int
named_stays (void)
{
  int *x = NEW (int); // truth: new: stays
  int value = *named (x, 1, 2);
  free (x);
  return value;
}

void
formatted (void)
{
  int *x = NEW (int); // truth: new: stays
  printf ("%d %p\n", *x, (void *) x);
  free (x);
}

int
text (char *out)
{
  char *s = calloc (4, 1); // truth: new: stays
  int n = sprintf (out, "%s", s);
  free (s);
  return n;
}

int
forwarded (int n, ...)
{
  va_list ps;
  va_start (ps, n);
  int value = vsum (n, ps);
  va_end (ps);
  return value;
}

int
forwarded_stays (void)
{
  int *x = NEW (int); // truth: new: stays
  int value = forwarded (1, x);
  free (x);
  return value;
}

int
ignores_all (int n, ...)
{
  return n;
}

int
ignored (void)
{
  int *x = NEW (int); // truth: new: stays
  int value = ignores_all (1, x) + *x;
  free (x);
  return value;
}

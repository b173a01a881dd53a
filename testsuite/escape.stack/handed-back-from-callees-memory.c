/* A callee has the address put into memory of its own, by the library or by what it
   calls through a pointer, and hands back what is there.  */
/* { dg-do compile } */

#include <stdlib.h>

void *kept;

static char *
end_of_number (const char *s)
{
  char *end;
  strtol (s, &end, 10);
  return end;
}

void
end_is_kept (void)
{
  char text[8] = "12 "; /* { dg-warning {address of local 'text' escapes its frame \[escape:stack\]} } */
  kept = end_of_number (text);
}

int
end_is_read (void)
{
  char text[8] = "12 "; /* { dg-bogus "escape:" } */
  return *end_of_number (text);
}

static void
call (void (*f) (void *, void **), void *p, void **to)
{
  f (p, to);
}

static void
put (void *p, void **to)
{
  *to = p;
}

static void *
back (void *p)
{
  void *own;
  call (put, p, &own);
  return own;
}

void
put_is_kept (void)
{
  char text[8]; /* { dg-warning {address of local 'text' escapes its frame \[escape:stack\]} } */
  kept = back (text);
}

int
put_is_read (void)
{
  int n = 3; /* { dg-bogus "escape:" } */
  return *(int *) back (&n);
}

static int
by_address (const void *a, const void *b)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  return x < y ? -1 : x > y;
}

static void *
first_of_two (void *a, void *b)
{
  void *both[2] = { a, b };
  qsort (both, 2, sizeof *both, by_address);
  return both[0];
}

void
first_is_kept (void *other)
{
  char text[8]; /* { dg-warning {address of local 'text' escapes its frame \[escape:stack\]} } */
  kept = first_of_two (text, other);
}

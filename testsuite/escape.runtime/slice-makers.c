/* Functions that make a slice: it escapes where the result does, whatever it
   was made from does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/slices.h>
#include <stdlib.h>

ints
make_leaves (void)
{
  return ints_make (0, 8); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
make_stays (void)
{
  ints s = ints_make (8, 8); /* { dg-bogus "escape:" } */
  int n = slice_at (s, 0);
  ints_free (&s);
  return n;
}

bool
try_make_leaves (ints *out)
{
  return ints_try_make (out, 0, 8); /* { dg-warning {'ints_try_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
try_make_stays (void)
{
  ints s;
  if (!ints_try_make (&s, 8, 8)) /* { dg-bogus "escape:" } */
    return 0;
  int n = slice_at (s, 0);
  ints_free (&s);
  return n;
}

ints
of_leaves (void)
{
  int local[3] = { 1, 2, 3 }; /* { dg-bogus "escape:" } */
  return ints_of (local, 3); /* { dg-warning {'ints_of\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
of_stays (const int *from)
{
  ints s = ints_of (from, 3); /* { dg-bogus "escape:" } */
  int n = slice_at (s, 0);
  ints_free (&s);
  return n;
}

ints
literal_leaves (void)
{
  return slice_literal (ints, 1, 2, 3); /* { dg-warning {'slice_literal\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

ints
clone_leaves (void)
{
  ints s = ints_make (3, 3); /* { dg-bogus "escape:" } */
  ints copy = ints_clone (s); /* { dg-warning {'ints_clone\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  ints_free (&s);
  return copy;
}

int
clone_stays (ints s)
{
  ints copy = ints_clone (s); /* { dg-bogus "escape:" } */
  int n = slice_at (copy, 0);
  ints_free (&copy);
  return n;
}

int
never_freed (void)
{
  ints s = ints_make (8, 8); /* { dg-warning {'ints_make\(\.\.\.\)' is never released \[escape:leak\]} } */
  return slice_at (s, 0);
}

int
clone_never_freed (ints s)
{
  ints copy = ints_clone (s); /* { dg-warning {'ints_clone\(\.\.\.\)' is never released \[escape:leak\]} } */
  return slice_at (copy, 0);
}

bool
try_of_leaves (ints *out, const int *from)
{
  return ints_try_of (out, from, 3); /* { dg-warning {'ints_try_of\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

bool
try_clone_leaves (ints *out, ints s)
{
  return ints_try_clone (out, s); /* { dg-warning {'ints_try_clone\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

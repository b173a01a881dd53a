/* Functions that hand out a slice's array or a part of it, without a new one:
   the array escapes if what they give does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/slices.h>
#include <stdlib.h>
#include <string.h>

ints
view_leaves (void)
{
  int *array = malloc (3 * sizeof *array); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return ints_view (array, 3);
}

size_t
view_stays (void)
{
  int *array = malloc (3 * sizeof *array); /* { dg-bogus "escape:" } */
  size_t n = ints_view (array, 3).len;
  free (array);
  return n;
}

ints
view_dangles (void)
{
  int array[3] = { 1, 2, 3 }; /* { dg-warning {address of local 'array' escapes its frame \[escape:stack\]} } */
  return ints_view (array, 3);
}

ints
sub_leaves (void)
{
  ints s = ints_make (3, 3); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return ints_sub (s, 1, 2);
}

ints
sub3_leaves (void)
{
  ints s = ints_make (3, 3); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return ints_sub3 (s, 1, 2, 3);
}

int
sub_stays (void)
{
  ints s = ints_make (3, 3); /* { dg-bogus "escape:" } */
  ints part = ints_sub (s, 1, 2), other = ints_sub3 (s, 1, 2, 3);
  int n = slice_at (part, 0) + slice_at (other, 0);
  ints_free (&s);
  return n;
}

int *
ptr_leaves (void)
{
  ints s = ints_make (3, 3); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return ints_ptr (s, 1);
}

int
ptr_stays (void)
{
  ints s = ints_make (3, 3); /* { dg-bogus "escape:" } */
  int n = *ints_ptr (s, 1);
  ints_free (&s);
  return n;
}

ints
of_bytes_leaves (void)
{
  void *array = calloc (3, sizeof (int)); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return ints_of_bytes (array, 3 * sizeof (int));
}

bool
fits_bytes_stays (void)
{
  void *array = calloc (3, sizeof (int)); /* { dg-bogus "escape:" } */
  bool fits = ints_fits_bytes (array, 3 * sizeof (int));
  free (array);
  return fits;
}

bytes
as_bytes_leaves (void)
{
  ints s = ints_make (3, 3); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return ints_as_bytes (s);
}

size_t
as_bytes_stays (void)
{
  ints s = ints_make (3, 3); /* { dg-bogus "escape:" } */
  size_t n = ints_as_bytes (s).len;
  ints_free (&s);
  return n;
}

const char *
elements_leave (const char *text)
{
  strings s = strings_make (0, 1); /* { dg-bogus "escape:" } */
  s = strings_append (s, strdup (text)); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  const char *first = slice_at (s, 0);
  strings_free (&s);
  return first;
}

int *
each_leaves (void)
{
  ints s = ints_make (3, 3); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  SLICE_EACH (ints, x, s)
    if (*x == 0)
      return x;
  return NULL;
}

int
each_stays (void)
{
  ints s = ints_make (3, 3); /* { dg-bogus "escape:" } */
  int n = 0;
  SLICE_EACH (ints, x, s)
    n += *x;
  ints_free (&s);
  return n;
}

/* Functions that change a slice in place, copy elements or free: they keep
   nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/slices.h>
#include <stdlib.h>
#include <string.h>

ints
changed_leaves (void)
{
  ints s = ints_make (3, 3); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  s = ints_delete (s, 0, 1);
  s = ints_truncate (s, 1);
  ints_clear (s);
  return s;
}

int
changed_stays (void)
{
  ints s = ints_make (3, 3); /* { dg-bogus "escape:" } */
  s = ints_delete (s, 0, 1);
  s = ints_truncate (s, 1);
  ints_clear (s);
  int n = slice_at (s, 0);
  ints_free (&s);
  return n;
}

size_t
copy_to_param (strings to, const char *text)
{
  strings s = strings_make (1, 1); /* { dg-bogus "escape:" } */
  slice_at (s, 0) = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  size_t n = strings_copy (to, s);
  strings_free (&s);
  return n;
}

size_t
copy_from_param (strings from)
{
  strings s = strings_make (1, 1); /* { dg-bogus "escape:" } */
  size_t n = strings_copy (s, from);
  strings_free (&s);
  return n;
}

void
freed_through_pointer (ints *s)
{
  ints_free (s);
  *s = ints_make (1, 1); /* { dg-warning {'ints_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
freed_view (void)
{
  int array[3] = { 1, 2, 3 }; /* { dg-bogus "escape:" } */
  ints s = ints_view (array, 3);
  int n = slice_at (s, 1);
  ints_free (&s); /* { dg-bogus "escape:free" } */
  return n;
}

void
array_freed_by_hand (void)
{
  int array[3] = { 1, 2, 3 };
  ints s = ints_view (array, 3);
  free (s.ptr); /* { dg-warning {'free' of 'array', which is not on the heap \[escape:free\]} } */
}

void *
boxed_leaves (void)
{
  return ints_pool_create (8); /* { dg-warning {'ints_pool_create\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
boxed_stays (void)
{
  void *box = ints_pool_create (8); /* { dg-bogus "escape:" } */
  if (!box)
    return;
  ints_pool_clear (box);
  ints_pool_drop (box);
}

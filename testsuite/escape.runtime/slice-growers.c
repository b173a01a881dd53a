/* Functions that may move a slice to a larger array: the old and the new array
   go where the result goes, and so does what is put in.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-ignore=pathleak" } */

#include <escape/slices.h>
#include <stdlib.h>
#include <string.h>

strings
append_leaves (strings s, const char *text)
{
  char *copy = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return strings_append (s, copy); /* { dg-warning {'strings_append\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

size_t
append_stays (const char *text)
{
  strings s = { 0 };
  char *copy = strdup (text); /* { dg-bogus "escape:" } */
  s = strings_append (s, copy); /* { dg-bogus "escape:" } */
  size_t n = s.len;
  strings_free (&s);
  free (copy);
  return n;
}

bool
try_append_leaves (strings *s, const char *text)
{
  char *copy = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return strings_try_append (s, copy); /* { dg-warning {'strings_try_append\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

size_t
try_append_stays (const char *text)
{
  strings s = { 0 };
  char *copy = strdup (text); /* { dg-bogus "escape:" } */
  if (!strings_try_append (&s, copy)) /* { dg-bogus "escape:" } */
    abort ();
  size_t n = s.len;
  strings_free (&s);
  free (copy);
  return n;
}

strings
append_many_leaves (strings s, const char *text)
{
  const char *all[2]; /* { dg-bogus "escape:" } */
  all[0] = all[1] = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return strings_append_many (s, all, 2); /* { dg-warning {'strings_append_many\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

bool
try_append_many_leaves (strings *s, const char *text)
{
  const char *all[2]; /* { dg-bogus "escape:" } */
  all[0] = all[1] = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return strings_try_append_many (s, all, 2); /* { dg-warning {'strings_try_append_many\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
append_many_stays (const int *from)
{
  ints s = { 0 };
  s = ints_append_many (s, from, 2); /* { dg-bogus "escape:" } */
  int n = slice_at (s, 0);
  ints_free (&s);
  return n;
}

strings
append_slice_leaves (strings s, const char *text)
{
  strings t = strings_make (0, 1); /* { dg-bogus "escape:" } */
  t = strings_append (t, strdup (text)); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  s = strings_append_slice (s, t); /* { dg-warning {'strings_append_slice\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  strings_free (&t);
  return s;
}

strings
insert_leaves (strings s, const char *text)
{
  char *copy = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return strings_insert (s, 0, copy); /* { dg-warning {'strings_insert\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

size_t
insert_stays (const char *text)
{
  strings s = { 0 };
  char *copy = strdup (text); /* { dg-bogus "escape:" } */
  s = strings_insert (s, 0, copy); /* { dg-bogus "escape:" } */
  size_t n = s.len;
  strings_free (&s);
  free (copy);
  return n;
}

ints
reserve_leaves (ints s)
{
  return ints_reserve (s, 10); /* { dg-warning {'ints_reserve\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

ints
reserve_exact_leaves (ints s)
{
  return ints_reserve_exact (s, 10); /* { dg-warning {'ints_reserve_exact\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

bool
try_reserve_leaves (ints *s)
{
  return ints_try_reserve (s, 10); /* { dg-warning {'ints_try_reserve\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

size_t
reserve_stays (void)
{
  ints s = { 0 };
  s = ints_reserve (s, 10); /* { dg-bogus "escape:" } */
  size_t n = s.cap;
  ints_free (&s);
  return n;
}

ints
clip_leaves (ints s)
{
  return ints_clip (s); /* { dg-warning {'ints_clip\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

size_t
clip_stays (void)
{
  ints s = ints_make (3, 10); /* { dg-bogus "escape:" } */
  s = ints_clip (s); /* { dg-bogus "escape:" } */
  size_t n = s.cap;
  ints_free (&s);
  return n;
}

strings
insert_many_leaves (strings s, const char *text)
{
  const char *all[2]; /* { dg-bogus "escape:" } */
  all[0] = all[1] = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return strings_insert_many (s, 0, all, 2); /* { dg-warning {'strings_insert_many\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
insert_many_stays (const int *from)
{
  ints s = { 0 };
  s = ints_insert_many (s, 0, from, 2); /* { dg-bogus "escape:" } */
  s = ints_insert_many (s, 0, s.ptr, 2); /* { dg-bogus "escape:" } */
  int n = slice_at (s, 0);
  ints_free (&s);
  return n;
}

bool
try_insert_leaves (ints *s)
{
  return ints_try_insert (s, 0, 1); /* { dg-warning {'ints_try_insert\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

bool
try_insert_many_leaves (ints *s, const int *from)
{
  return ints_try_insert_many (s, 0, from, 2); /* { dg-warning {'ints_try_insert_many\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

bool
try_append_slice_leaves (ints *s, ints t)
{
  return ints_try_append_slice (s, t); /* { dg-warning {'ints_try_append_slice\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

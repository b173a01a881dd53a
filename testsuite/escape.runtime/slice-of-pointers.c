/* What is appended to a slice leaves if the slice does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <escape/slices.h>
#include <stdlib.h>
#include <string.h>

size_t
stays (const char *text)
{
  strings s = strings_make (0, 1);
  char *copy = strdup (text); /* { dg-bogus "escape:heap" } */
  s = strings_append (s, copy);
  size_t n = strlen (slice_at (s, 0));
  free (copy);
  strings_free (&s);
  return n;
}

strings
leaves (const char *text)
{
  strings s = strings_make (0, 1);
  char *copy = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  s = strings_append (s, copy);
  return s;
}

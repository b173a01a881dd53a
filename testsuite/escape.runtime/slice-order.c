/* Functions that compare, search and order elements keep none of them.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/slices.h>
#include <stdlib.h>
#include <string.h>

#define SLICE_NAME strings
#define SLICE_ORDER by_length
#define SLICE_LESS(a, b) (strlen (a) < strlen (b))
#include <escape/slice_order.h>

size_t
all_stay (const char *text)
{
  strings s = strings_make (0, 4); /* { dg-bogus "escape:" } */
  char *copy = strdup (text);      /* { dg-bogus "escape:" } */
  s = strings_append (s, copy);
  s = strings_append (s, "constant");
  strings_sort (s);
  strings_sort_by_length (s);
  strings_reverse (s);
  bool found; /* { dg-bogus "escape:" } */
  size_t n = strings_search (s, copy, &found)
	     + strings_search_by_length (s, copy, NULL)
	     + (size_t) strings_index (s, copy) + strings_contains (s, copy)
	     + strings_is_sorted (s) + strings_is_sorted_by_length (s)
	     + strings_equal (s, s);
  strings_free (&s);
  free (copy);
  return n;
}

/* What a slice holds is there in whatever order.  */
const char *
sorted_and_taken_out (const char *text)
{
  strings s = strings_make (0, 4); /* { dg-bogus "escape:" } */
  s = strings_append (s, strdup (text)); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  strings_sort (s);
  strings_reverse (s);
  const char *first = slice_at (s, 0);
  strings_free (&s);
  return first;
}

strings
sorted_leaves (void)
{
  strings s = strings_make (4, 4); /* { dg-warning {'strings_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  strings_sort (s);
  return s;
}

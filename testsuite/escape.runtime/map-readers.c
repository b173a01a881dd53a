/* Functions that read a map: what they give is the map's, and what it holds. */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/hmaps.h>
#include <stdlib.h>
#include <string.h>

void **
find_leaves (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-warning {'int_ptr_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return int_ptr_map_find (m, 1);
}

void *
get_leaves (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-bogus "escape:" } */
  int_ptr_map_put (m, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  void *value = int_ptr_map_get (m, 1);
  int_ptr_map_free (m);
  return value;
}

void
lookup_leaves (void **out)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-bogus "escape:" } */
  int_ptr_map_put (m, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_ptr_map_lookup (m, 1, out);
  int_ptr_map_free (m);
}

size_t
all_stay (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-bogus "escape:" } */
  char *value = malloc (8);              /* { dg-bogus "escape:" } */
  void *out;                             /* { dg-bogus "escape:" } */
  int_ptr_map_put (m, 1, value);
  size_t n = int_ptr_map_has (m, 1) + int_ptr_map_len (m)
	     + (int_ptr_map_find (m, 1) != NULL)
	     + (int_ptr_map_get (m, 1) != NULL)
	     + int_ptr_map_lookup (m, 1, &out);
  int_ptr_map_free (m);
  free (value);
  return n;
}

bool
key_that_is_looked_up_stays (const string_int_map *m, const char *text)
{
  char *key = strdup (text); /* { dg-bogus "escape:" } */
  bool found = string_int_map_has (m, key) || string_int_map_get (m, key)
	       || string_int_map_find (m, key);
  free (key);
  return found;
}

void *
walked_by_hand_leaves (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-bogus "escape:" } */
  int_ptr_map_put (m, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  void *value = NULL;
  int_ptr_map_iter it = int_ptr_map_iter_begin (m); /* { dg-bogus "escape:" } */
  if (int_ptr_map_iter_next (&it))
    value = *it.value;
  int_ptr_map_iter_end (&it);
  int_ptr_map_free (m);
  return value;
}

int_int_map_iter
iterator_leaves (void)
{
  int_int_map *m = int_int_map_make (4); /* { dg-warning {'int_int_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* An iterator over an empty map has nothing of it.
     { dg-warning {is not released on this path \[escape:pathleak\]} "" { target lp64 } .-2 } */
  return int_int_map_iter_begin (m);
}

int
walked_stays (void)
{
  int_int_map *m = int_int_map_make (4); /* { dg-bogus "escape:" } */
  int n = 0;
  HMAP_EACH (int_int_map, it, m) /* { dg-bogus "escape:" } */
    n += *it.value;
  int_int_map_free (m);
  return n;
}

/* Functions that put entries into a map: the values go where the map goes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/hmaps.h>
#include <stdlib.h>
#include <string.h>

void
put_leaves (int_ptr_map *m)
{
  int_ptr_map_put (m, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

bool
try_put_leaves (int_ptr_map *m)
{
  /* Without memory for the map, it is lost.  */
  void *value = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} "" { target *-*-* } .-1 } */
  return int_ptr_map_try_put (m, 1, value);
}

void
slot_leaves (int_ptr_map *m)
{
  *int_ptr_map_slot (m, 1) = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
try_slot_leaves (int_ptr_map *m)
{
  void **slot = int_ptr_map_try_slot (m, 1);
  if (slot)
    *slot = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
key_leaves (string_int_map *m, const char *text)
{
  string_int_map_put (m, strdup (text), 1); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void **
slot_itself_leaves (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-warning {'int_ptr_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return int_ptr_map_slot (m, 1);
}

void
all_stay (const char *text)
{
  int_ptr_map *m = int_ptr_map_make (4);          /* { dg-bogus "escape:" } */
  string_int_map *keys = string_int_map_make (4); /* { dg-bogus "escape:" } */
  char *value = malloc (8);                       /* { dg-bogus "escape:" } */
  char *key = strdup (text);                      /* { dg-bogus "escape:" } */
  int_ptr_map_put (m, 1, value);
  int_ptr_map_try_put (m, 2, value);
  *int_ptr_map_slot (m, 3) = value;
  string_int_map_put (keys, key, 1);
  int_ptr_map_free (m);
  string_int_map_free (keys);
  free (value);
  free (key);
}

bool
deleted_stays (const char *text)
{
  string_int_map *m = string_int_map_make (4); /* { dg-bogus "escape:" } */
  char *key = strdup (text);                   /* { dg-bogus "escape:" } */
  string_int_map_put (m, key, 1);
  bool found = string_int_map_delete (m, key);
  string_int_map_clear (m);
  string_int_map_free (m);
  free (key);
  return found;
}

int_ptr_map *
cleared_leaves (void)
{
  int_ptr_map *m = int_ptr_map_make (4); /* { dg-warning {'int_ptr_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int_ptr_map_delete (m, 1);
  int_ptr_map_clear (m);
  return m;
}

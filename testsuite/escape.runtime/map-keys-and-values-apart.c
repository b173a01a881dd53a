/* Keys and values are apart: the value is returned, the key is not; and the
   other way round.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <escape/hmaps.h>
#include <stdlib.h>
#include <string.h>

void *
value_only (const char *name)
{
  string_ptr_map *m = string_ptr_map_make (4);
  char *key = strdup (name);  /* { dg-bogus "escape:heap" } */
  void *value = malloc (8);   /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  string_ptr_map_put (m, key, value);
  void *found = string_ptr_map_get (m, name);
  string_ptr_map_free (m);
  free (key);
  return found;
}

const char *
key_only (const char *name)
{
  string_ptr_map *m = string_ptr_map_make (4);
  char *key = strdup (name);  /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  void *value = malloc (8);   /* { dg-bogus "escape:heap" "" { target lp64 } } */
  /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} "" { target ilp32 } .-1 } */
  string_ptr_map_put (m, key, value);
  const char *found = NULL;
  HMAP_EACH (string_ptr_map, it, m)
    found = *it.key;
  string_ptr_map_free (m);
  free (value);
  return found;
}

/* The same of a map in the frame, which may spill.  */

void *
value_only_on_stack (const char *name)
{
  HMAP_ON_STACK (string_ptr_map, m, 20);
  char *key = strdup (name);  /* { dg-bogus "escape:heap" } */
  void *value = malloc (8);   /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  string_ptr_map_put (m, key, value);
  void *found = string_ptr_map_get (m, name);
  free (key);
  return found;
}

/* Members of values.  */

struct entry
{
  char *shown, *hidden;
};

#define HMAP_NAME entries
#define HMAP_KEY int
#define HMAP_VALUE struct entry
#include <escape/hmap.h>

char *
one_member (void)
{
  entries *m = entries_make (4);
  struct entry e;
  e.shown = malloc (1);	      /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  e.hidden = malloc (2);      /* { dg-bogus "escape:heap" "" { target lp64 } } */
  /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} "" { target ilp32 } .-1 } */
  entries_put (m, 1, e);
  char *found = entries_find (m, 1)->shown;
  entries_free (m);
  free (e.hidden);
  return found;
}

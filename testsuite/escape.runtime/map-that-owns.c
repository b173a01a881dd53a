/* A map that frees its keys (HMAP_FREE_KEY) and values (HMAP_FREE_VALUE)
   releases them; one that was not told does not, and one that nobody frees
   releases nothing.  */
/* { dg-do compile } */

#include <escape/hmaps.h>
#include <stdlib.h>
#include <string.h>

#define HMAP_NAME owner
#define HMAP_KEY char *
#define HMAP_VALUE char *
#define HMAP_KEY_STRING
#define HMAP_FREE_KEY(key) free (key)
#define HMAP_FREE_VALUE(value) free (value)
#include <escape/hmap.h>

size_t
freed_with_it (const char *name)
{
  owner *m = owner_make (4); /* { dg-bogus "escape:leak" } */
  char *key = strdup (name); /* { dg-bogus "escape:leak" } */
  char *value = malloc (8);  /* { dg-bogus "escape:leak" } */
  owner_put (m, key, value);
  size_t n = owner_len (m);
  owner_free (m);
  return n;
}

size_t
freed_with_its_frame (const char *name)
{
  HMAP_ON_STACK (owner, m, 8);
  owner_put (m, strdup (name), NULL); /* { dg-bogus "escape:leak" } */
  return owner_len (m);
}

size_t
nobody_frees_it (const char *name)
{
  owner *m = owner_make (4); /* { dg-warning {'owner_make\(\.\.\.\)' is never released \[escape:leak\]} } */
  owner_put (m, strdup (name), NULL); /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} "" { target lp64 } } */
  return owner_len (m);
}

size_t
not_told (const char *name)
{
  string_ptr_map *m = string_ptr_map_make (4);
  char *key = strdup (name); /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
  void *value = malloc (8);  /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  string_ptr_map_put (m, key, value);
  size_t n = string_ptr_map_len (m);
  string_ptr_map_free (m);
  return n;
}

/* What delete_entry hands out is what was put in.  */

size_t
handed_out_and_freed (const char *name)
{
  string_ptr_map *m = string_ptr_map_make (4);
  string_ptr_map_put (m, strdup (name), malloc (8)); /* { dg-bogus "escape:leak" } */
  const char *key;
  void *value;
  if (string_ptr_map_delete_entry (m, name, &key, &value))
    {
      free ((char *)key);
      free (value);
    }
  size_t n = string_ptr_map_len (m);
  string_ptr_map_free (m);
  return n;
}

size_t
handed_out_and_lost (const char *name)
{
  string_ptr_map *m = string_ptr_map_make (4);
  char *stored = strdup (name); /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
  string_ptr_map_put (m, stored, NULL);
  const char *key;
  size_t n = string_ptr_map_delete_entry (m, name, &key, NULL);
  string_ptr_map_free (m);
  return n;
}

char *
handed_out_and_returned (const char *name)
{
  owner *m = owner_make (4);
  owner_put (m, strdup (name), NULL); /* { dg-bogus "escape:leak" } */
  char *key = NULL;
  owner_delete_entry (m, (char[]){ "a" }, &key, NULL);
  owner_free (m);
  return key;
}

/* What a map owned and hands out is its taker's to free.  */

size_t
taken_and_freed (owner *m, char *name)
{
  char *key, *value;
  if (!owner_delete_entry (m, name, &key, &value)) /* { dg-bogus "leak" } */
    return 0;
  size_t n = strlen (key);
  free (key);
  free (value);
  return n;
}

size_t
taken_and_lost (owner *m, char *name)
{
  char *key, *value;
  if (!owner_delete_entry (m, name, &key, &value)) /* { dg-warning {'owner_delete_entry\(\.\.\.\)' is never released \[escape:leak\]} } */
    return 0;
  size_t n = strlen (key);
  free (value);
  return n;
}

size_t
lost_by_the_taker_alone (const char *name)
{
  owner *m = owner_make (4);
  owner_put (m, strdup (name), malloc (8)); /* { dg-bogus "escape:leak" } */
  char *value = NULL;
  owner_delete_entry (m, (char[]){ "a" }, NULL, &value); /* { dg-warning {'owner_delete_entry\(\.\.\.\)' is never released \[escape:leak\]} } */
  size_t n = value != NULL;
  owner_free (m);
  return n;
}

bool
not_taken (owner *m, char *name)
{
  return owner_delete_entry (m, name, NULL, NULL); /* { dg-bogus "leak" } */
}

void
taken_to_another (owner *from, owner *to, char *name)
{
  char *key, *value;
  if (owner_delete_entry (from, name, &key, &value)) /* { dg-bogus "leak" } */
    owner_put (to, key, value);
}

void
taken_to_another_that_is_freed (owner *from, char *name)
{
  owner *to = owner_make (1);
  char *key, *value;
  if (owner_delete_entry (from, name, &key, &value)) /* { dg-bogus "leak" } */
    owner_put (to, key, value);
  owner_free (to);
}

char *
taken_and_returned (owner *m, char *name)
{
  char *value = NULL;
  owner_delete_entry (m, name, NULL, &value); /* { dg-bogus "leak" } */
  return value;
}

/* Of a map that owns its values its keys are not the taker's.  */

#define HMAP_NAME boxes
#define HMAP_KEY char *
#define HMAP_VALUE char *
#define HMAP_KEY_STRING
#define HMAP_FREE_VALUE free
#include <escape/hmap.h>

size_t
key_is_not_owned (boxes *m, char *name)
{
  char *key;
  return boxes_delete_entry (m, name, &key, NULL); /* { dg-bogus "leak" } */
}

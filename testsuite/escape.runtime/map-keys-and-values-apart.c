/* Keys and values are apart: the value is returned, the key is not.  */
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

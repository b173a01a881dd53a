/* Keys and values are apart: the value is returned, the key is not.

   Expected to fail.  A key is element I of an array in bucket J: its place is
   16 + 8 I + 144 J, which a place with one stride knows as 8 K only, and the
   walk along a chain ("1 -> ret") forgets even that.  It takes places with two
   strides and a flow that keeps offsets.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <escape/hmaps.h>
#include <stdlib.h>
#include <string.h>

void *
value_only (const char *name)
{
  string_ptr_map *m = string_ptr_map_make (4);
  char *key = strdup (name);  /* { dg-bogus "escape:heap" "" { xfail *-*-* } } */
  void *value = malloc (8);   /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  string_ptr_map_put (m, key, value);
  void *found = string_ptr_map_get (m, name);
  string_ptr_map_free (m);
  free (key);
  return found;
}

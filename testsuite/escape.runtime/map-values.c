/* A value in a map that does not escape does not escape, unless it is taken
   out and does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <escape/hmaps.h>
#include <stdlib.h>

int
stays (void)
{
  int_ptr_map *m = int_ptr_map_make (4);
  void *value = malloc (8); /* { dg-bogus "escape:heap" } */
  int_ptr_map_put (m, 1, value);
  int found = int_ptr_map_has (m, 1);
  free (value);
  int_ptr_map_free (m);
  return found;
}

void *
taken_out (void)
{
  int_ptr_map *m = int_ptr_map_make (4);
  int_ptr_map_put (m, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  void *value = int_ptr_map_get (m, 1);
  int_ptr_map_free (m);
  return value;
}

int_ptr_map *
leaves (void)
{
  int_ptr_map *m = int_ptr_map_make (4);
  int_ptr_map_put (m, 1, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return m;
}

/* A slice of maps, each made separately: they go where the slice goes.  */
/* { dg-do compile } */

#include <escape/hmaps.h>

#define SLICE_NAME maps
#define SLICE_TYPE int_int_map *
#include <escape/slice.h>

maps
leaves (int n)
{
  maps s = maps_make (n, n); /* { dg-warning {'maps_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  for (int i = 0; i < n; i++)
    slice_at (s, i) = int_int_map_make (0); /* { dg-warning {'int_int_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return s;
}

int
stays (int n)
{
  maps s = maps_make (n, n); /* { dg-bogus "escape:heap" } */
  for (int i = 0; i < n; i++)
    slice_at (s, i) = int_int_map_make (0); /* { dg-bogus "escape:heap" } */
  for (int i = 0; i < n; i++)
    int_int_map_free (slice_at (s, i));
  maps_free (&s);
  return n;
}

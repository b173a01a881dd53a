/* A map that is returned escapes, one that is freed does not.  */
/* { dg-do compile } */

#include <escape/hmaps.h>

int_int_map *
squares (int n)
{
  int_int_map *m = int_int_map_make (16); /* { dg-warning {'int_int_map_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  for (int i = 0; i < n; i++)
    int_int_map_put (m, i, i * i);
  return m;
}

int
square (int n)
{
  int_int_map *m = int_int_map_make (16); /* { dg-bogus "escape:heap" } */
  for (int i = 0; i <= n; i++)
    int_int_map_put (m, i, i * i);
  n = int_int_map_get (m, n);
  int_int_map_free (m);
  return n;
}

/* What an iterator shows is in the map: kept outside, it escapes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <escape/hmaps.h>
#include <stdlib.h>

static void *kept;

void
keep_last (int n)
{
  int_ptr_map *m = int_ptr_map_make (4);
  for (int i = 0; i < n; i++)
    int_ptr_map_put (m, i, malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  HMAP_EACH (int_ptr_map, it, m)
    kept = *it.value;
  int_ptr_map_free (m);
}

void
free_all (int n)
{
  int_ptr_map *m = int_ptr_map_make (4);
  for (int i = 0; i < n; i++)
    int_ptr_map_put (m, i, malloc (8)); /* { dg-bogus "escape:heap" } */
  HMAP_EACH (int_ptr_map, it, m)
    free (*it.value);
  int_ptr_map_free (m);
}

int
kept_any (void)
{
  return kept != 0;
}

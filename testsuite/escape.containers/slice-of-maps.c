/* A slice of maps, each made separately: the maps go with the array, in loops
   too.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct map
{
  int *cells;
};

void map_free (struct map *)
  __attribute__ ((escape_flow (""), escape_releases (1)));
struct map *map_new (void) __attribute__ ((escape_allocates ("map")));

int
stays (void)
{
  struct map **maps = calloc (10, sizeof *maps); /* { dg-bogus "escape:heap" } */
  if (!maps)
    return 0;
  for (int i = 0; i < 10; i++)
    maps[i] = map_new (); /* { dg-bogus "escape:heap" } */
  for (int i = 0; i < 10; i++)
    map_free (maps[i]);
  free (maps);
  return 1;
}

struct map **
leaves (void)
{
  struct map **maps = calloc (10, sizeof *maps); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!maps)
    return 0;
  for (int i = 0; i < 10; i++)
    maps[i] = map_new (); /* { dg-warning {'map_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return maps;
}

struct map *
one_leaves (int k)
{
  struct map **maps = calloc (10, sizeof *maps); /* { dg-bogus "escape:heap" } */
  if (!maps)
    return 0;
  for (int i = 0; i < 10; i++)
    maps[i] = map_new (); /* { dg-warning {'map_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  struct map *one = maps[k];
  for (int i = 0; i < 10; i++)
    if (i != k)
      map_free (maps[i]);
  free (maps);
  return one;
}

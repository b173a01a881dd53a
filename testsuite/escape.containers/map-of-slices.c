/* A map whose values are structs with slices in them, declared by its effects
   alone: what goes in comes out, and leaves only if the map does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct slice
{
  int *ptr;
  unsigned long len, cap;
};

struct value
{
  int id;
  struct slice numbers;
};

struct map;
struct map *map_new (void)
  __attribute__ ((escape_flow ("new(map) -> ret")));
void map_put (struct map *, int, const struct value *)
  __attribute__ ((escape_flow ("3* -> 1*")));
void map_free (struct map *)
  __attribute__ ((escape_flow (""), escape_releases (1)));

int
stays (void)
{
  struct map *m = map_new (); /* { dg-bogus "escape:heap" } */
  struct value v = { 1, { malloc (40), 0, 10 } }; /* { dg-bogus "escape:heap" } */
  map_put (m, v.id, &v);
  map_free (m);
  free (v.numbers.ptr);
  return v.id;
}

struct map *
leaves (void)
{
  struct map *m = map_new (); /* { dg-warning {'map_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  struct value v = { 1, { malloc (40), 0, 10 } }; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  map_put (m, v.id, &v);
  return m;
}

/* A pointer to a struct type that is declared map is a map.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=map" } */

#include <stdlib.h>

struct __attribute__ ((escape_map)) map
{
  int *cells;
  int count;
};

struct other
{
  int *cells;
  int count;
};

struct map *
map_like (void)
{
  struct map *m = malloc (sizeof *m); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return m;
}

struct other *
other (void)
{
  struct other *m = malloc (sizeof *m); /* { dg-bogus "escape:heap" } */
  return m;
}

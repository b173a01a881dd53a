/* track=raw speaks of raw objects and leaves slices and maps out.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

struct map;
struct map *map_new (void) __attribute__ ((escape_allocates ("map")));

void *
raw (void)
{
  return malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

struct map *
map (void)
{
  return map_new (); /* { dg-bogus "escape:heap" } */
}

/* By default only slices and maps are tracked: a raw object that escapes is
   not spoken of.  */
/* { dg-do compile } */

#include <stdlib.h>

struct map;
struct map *map_new (void) __attribute__ ((escape_allocates ("map")));
int *ints_new (size_t) __attribute__ ((escape_allocates ("slice")));

void *
raw (void)
{
  return malloc (16); /* { dg-bogus "escape:heap" } */
}

struct map *
map (void)
{
  return map_new (); /* { dg-warning {'map_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int *
slice (void)
{
  return ints_new (10); /* { dg-warning {'ints_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

/* flow ("new(map) -> ret"): a fresh object comes out, and nothing of the
   arguments goes in.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct map;
struct map *map_of (void *) __attribute__ ((escape_flow ("new(map) -> ret")));

struct map *
make (void)
{
  void *key = malloc (4); /* { dg-bogus "escape:heap" } */
  struct map *m = map_of (key); /* { dg-warning {'map_of\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  free (key);
  return m;
}

/* Fields of structs inside structs, and of structs in arrays.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct end
{
  char *name;
  char *buffer;
};

struct pipe
{
  struct end ends[2];
  struct
  {
    struct end err;
  } extra;
};

char *
third_name (void)
{
  struct pipe p;
  p.ends[0].name = malloc (1); /* { dg-bogus "escape:heap" } */
  p.ends[1].name = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  p.ends[1].buffer = malloc (3); /* { dg-bogus "escape:heap" } */
  p.extra.err.name = malloc (4); /* { dg-bogus "escape:heap" } */
  free (p.ends[0].name);
  free (p.ends[1].buffer);
  free (p.extra.err.name);
  return p.ends[1].name;
}

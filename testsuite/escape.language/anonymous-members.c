/* Anonymous structs and unions are their members, at their offsets.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct variant
{
  int tag;
  union
  {
    struct
    {
      char *name, *unit;
    };
    double number;
  };
};

char *
unit (void)
{
  struct variant v = { .tag = 1 };
  v.name = malloc (1); /* { dg-bogus "escape:heap" } */
  v.unit = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  free (v.name);
  return v.unit;
}

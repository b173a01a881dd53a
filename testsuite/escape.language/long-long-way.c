/* The same pointer under many names, types and conversions.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdint.h>
#include <stdlib.h>

struct opaque;

static struct opaque *kept;

void
detour (void)
{
  void *v = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  unsigned char *bytes = v;
  const char *text = (const char *) (bytes + 4);
  intptr_t number = (intptr_t) text - 4;
  double *d = (double *) number;
  struct opaque *o = (void *) d;
  kept = o;
}

int
any (void)
{
  return kept != 0;
}

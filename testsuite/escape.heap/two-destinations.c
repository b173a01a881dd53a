/* An object may escape in two ways at once: it is said once.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static int *latest;

int *
both_ways (void)
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  latest = p;
  return p;
}

int
latest_value (void)
{
  return latest ? *latest : 0;
}

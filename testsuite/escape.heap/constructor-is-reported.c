/* A constructor function runs without a caller in the unit.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static char *banner;

__attribute__ ((constructor)) static void
banner_init (void)
{
  banner = malloc (80); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

char
banner_first (void)
{
  return banner ? banner[0] : 0;
}

/* A heap object that escapes: a warning, at the allocation call.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

char *
make (void)
{
  return malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

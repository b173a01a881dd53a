/* An object that escapes is told as escaping, whatever its size.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

void *
large (void)
{
  return malloc (1 << 20); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

/* Of several options for one group, the last one wins.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-error=heap -fplugin-arg-escape-ignore=heap -fplugin-arg-escape-warn=heap" } */

#include <stdlib.h>

void *
kept (void)
{
  return malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

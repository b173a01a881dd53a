/* ok on a function covers every object in it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

__attribute__ ((escape_ok ("the table lives as long as the process"))) void *
table_new (void)
{
  return malloc (100); /* { dg-bogus "escape:heap" } */
}

void *
other_new (void)
{
  return malloc (100); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

/* A pointer that may be one of two objects lets both escape.  A third object,
   never assigned to it, stays.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

char *
message (int is_long)
{
  char *scratch = malloc (16); /* { dg-bogus "escape:heap" } */
  char *text;
  if (is_long)
    text = malloc (1024); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  else
    text = malloc (64); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (scratch && text)
    text[0] = scratch[0] = 0;
  free (scratch);
  return text;
}

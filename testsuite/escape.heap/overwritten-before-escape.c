/* What lives in the frame is followed in order: a pointer that was overwritten
   before its struct escapes does not escape with it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct slot
{
  char *text;
  int used;
};

struct slot published;

void
publish (void)
{
  struct slot s;
  s.used = 1;
  s.text = malloc (8); /* { dg-bogus "escape:heap" } */
  free (s.text);
  s.text = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  published = s;
}

/* A pointer at an odd offset is a pointer, apart from its neighbours.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct __attribute__ ((packed)) record
{
  char tag;
  char *text;
  char *note;
};

char *
record_text (void)
{
  struct record r = { 'r', 0, 0 };
  r.text = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  r.note = malloc (2); /* { dg-bogus "escape:heap" } */
  free (r.note);
  return r.text;
}

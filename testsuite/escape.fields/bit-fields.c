/* Bit-fields beside a pointer do not disturb it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct token
{
  unsigned kind : 4;
  unsigned line : 20;
  char *text;
};

struct token
token_new (unsigned line)
{
  struct token t = { 1, line, 0 };
  t.text = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  t.kind++;
  return t;
}

unsigned
token_line (unsigned line)
{
  struct token t = { 1, line, 0 };
  t.text = malloc (8); /* { dg-bogus "escape:heap" } */
  t.kind++;
  free (t.text);
  return t.line;
}

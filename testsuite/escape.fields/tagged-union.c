/* A tagged union, the C form of an interface value: what is boxed leaves with
   the box.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

struct value
{
  enum { NUMBER, STRING } tag;
  union
  {
    double number;
    char *string;
  } u;
};

struct value
boxed (const char *s)
{
  struct value v = { .tag = STRING };
  v.u.string = strdup (s); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return v;
}

double
unboxed (const char *s)
{
  struct value v = { .tag = STRING };
  v.u.string = strdup (s); /* { dg-bogus "escape:heap" } */
  double n = v.u.string ? v.u.string[0] : 0;
  free (v.u.string);
  v.tag = NUMBER;
  return n;
}

/* What an escaping object contains goes with it: the name escapes because its
   record does.  In a record that stays, the name stays too.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct record
{
  char *name;
  int age;
};

struct record *last;

void
record_keep (int age)
{
  struct record *r = malloc (sizeof *r); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!r)
    return;
  r->name = malloc (32); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  r->age = age;
  last = r;
}

int
record_drop (int age)
{
  struct record *r = malloc (sizeof *r); /* { dg-bogus "escape:heap" } */
  if (!r)
    return 0;
  r->name = malloc (32); /* { dg-bogus "escape:heap" } */
  r->age = age;
  int ok = r->name != 0;
  free (r->name);
  free (r);
  return ok;
}

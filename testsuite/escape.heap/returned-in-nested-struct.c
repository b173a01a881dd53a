/* By-value structs are seen through to any depth: the pointer sits in a struct
   in a struct that is too wide for registers.  Its neighbour field, a copy of
   which stays at home, does not escape.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct span
{
  long *first;
  long *last;
};

struct table
{
  char title[40];
  struct span rows;
};

struct table
table_new (void)
{
  struct table t = { "empty", { 0, 0 } };
  t.rows.first = malloc (64 * sizeof (long)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  t.rows.last = t.rows.first;
  return t;
}

long
table_probe (void)
{
  struct table t = { "probe", { 0, 0 } };
  t.rows.first = calloc (64, sizeof (long)); /* { dg-bogus "escape:heap" } */
  t.rows.last = t.rows.first;
  long value = t.rows.last ? *t.rows.last : 0;
  free (t.rows.first);
  return value;
}

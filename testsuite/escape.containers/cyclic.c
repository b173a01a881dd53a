/* Two objects that point to each other: a cycle keeps nothing by itself.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-ignore=pathleak" } */

#include <stdlib.h>

struct peer
{
  struct peer *other;
};

static struct peer *known;

void
stays (void)
{
  struct peer *a = malloc (sizeof *a); /* { dg-bogus "escape:heap" } */
  struct peer *b = malloc (sizeof *b); /* { dg-bogus "escape:heap" } */
  if (a && b)
    {
      a->other = b;
      b->other = a;
    }
  free (a);
  free (b);
}

void
leaves (void)
{
  struct peer *a = malloc (sizeof *a); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  struct peer *b = malloc (sizeof *b); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (a && b)
    {
      a->other = b;
      b->other = a;
    }
  known = b;
}

int
alone (void)
{
  return known->other == known;
}

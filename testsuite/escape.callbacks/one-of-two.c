/* A function pointer that may be one of two functions does what either
   does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *kept;

static void
keep (void *p)
{
  kept = p;
}

static void
drop (void *p)
{
  free (p);
}

void
dispose (int hoard)
{
  void (*f) (void *) = hoard ? keep : drop;
  void (*g) (void *) = hoard ? free : drop;
  f (malloc (1)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  g (malloc (2)); /* { dg-bogus "escape:heap" } */
}

int
hoarded (void)
{
  return kept != 0;
}

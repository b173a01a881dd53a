/* An alias is the function that it is an alias of.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *kept;

void
keep (void *p)
{
  kept = p;
}

int
look (void *p)
{
  return p == kept;
}

extern void keep_it (void *) __attribute__ ((alias ("keep")));
extern int look_at (void *) __attribute__ ((alias ("look")));

void
to_keep (void)
{
  void *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  keep_it (p);
}

int
to_look (void)
{
  void *p = malloc (1); /* { dg-bogus "escape:heap" } */
  int n = look_at (p);
  free (p);
  return n;
}

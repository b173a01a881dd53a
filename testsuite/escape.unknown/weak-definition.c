/* A weak definition may be replaced by another: its body promises nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

__attribute__ ((weak)) int
weak_look (void *p)
{
  return p != 0;
}

int
strong_look (void *p)
{
  return p != 0;
}

int
by_weak (void)
{
  void *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int n = weak_look (p);
  free (p);
  return n;
}

int
by_strong (void)
{
  void *p = malloc (1); /* { dg-bogus "escape:heap" } */
  int n = strong_look (p);
  free (p);
  return n;
}

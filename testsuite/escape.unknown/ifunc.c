/* Which function an ifunc stands for is decided when the program starts.  */
/* { dg-do compile { target ifunc } } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static int
look_here (void *p)
{
  return p != 0;
}

static int (*resolve_look (void)) (void *)
{
  return look_here;
}

int look (void *) __attribute__ ((ifunc ("resolve_look")));

int
by_ifunc (void)
{
  void *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int n = look (p);
  free (p);
  return n;
}

int
directly (void)
{
  void *p = malloc (1); /* { dg-bogus "escape:heap" } */
  int n = look_here (p);
  free (p);
  return n;
}

/* Behind a void pointer an object is the same object.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct any
{
  void *data;
  int type;
};

static struct any last;

void
remember (int n)
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!p)
    return;
  *p = n;
  struct any a = { p, 1 };
  last = a;
}

int
forget (int n)
{
  int *p = malloc (sizeof *p); /* { dg-bogus "escape:heap" } */
  if (!p)
    return 0;
  *p = n;
  struct any a = { p, 1 };
  n = *(int *) a.data + a.type;
  free (a.data);
  return n;
}

int
last_type (void)
{
  return last.type;
}

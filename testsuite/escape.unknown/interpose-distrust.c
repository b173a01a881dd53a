/* With interpose=distrust an exported function's body promises nothing where
   it could be interposed, under -fPIC.  A static one's does.  */
/* { dg-notorture "-fPIC decides" } */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-interpose=distrust -fPIC" } */

#include <stdlib.h>

int
exported_look (void *p)
{
  return p != 0;
}

__attribute__ ((visibility ("hidden"))) int
hidden_look (void *p)
{
  return p != 0;
}

int
by_exported (void)
{
  void *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int n = exported_look (p);
  free (p);
  return n;
}

int
by_hidden (void)
{
  void *p = malloc (1); /* { dg-bogus "escape:heap" } */
  int n = hidden_look (p);
  free (p);
  return n;
}

/* An object that escapes on one path only escapes; that another path frees it
   changes nothing.  One that every path frees does not escape.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static int *latest;

int
publish (int value)
{
  int *p = malloc (sizeof *p); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!p)
    return -1;
  if (value < 0)
    {
      free (p);
      return -1;
    }
  *p = value;
  latest = p;
  return 0;
}

int
check (int value)
{
  int *p = malloc (sizeof *p); /* { dg-bogus "escape:heap" } */
  if (!p)
    return -1;
  if (value < 0)
    {
      free (p);
      return -1;
    }
  *p = value;
  value += *p;
  free (p);
  return value;
}

int
latest_value (void)
{
  return latest ? *latest : 0;
}

/* One object a round, all kept in a local array, which is freed by a second
   loop: nothing escapes, nothing is lost.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

int
fill (void)
{
  char *a[8];
  int ok = 1;
  for (int i = 0; i < 8; i++)
    a[i] = malloc (16); /* { dg-bogus "escape:heap" } */
  for (int i = 0; i < 8; i++)
    {
      ok &= a[i] != 0;
      free (a[i]);
    }
  return ok;
}

char *
fill_and_return_one (int k)
{
  char *a[8];
  for (int i = 0; i < 8; i++)
    a[i] = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  for (int i = 0; i < 8; i++)
    if (i != k)
      free (a[i]);
  return a[k];
}

/* An object that flows nowhere but whose size the compiler cannot know.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

void
any_size (size_t n)
{
  char *p = malloc (n); /* { dg-note {'malloc\(\.\.\.\)' does not escape but its size is not known} } */
  if (p)
    p[0] = 0;
  free (p);
}

/* A size that depends on a parameter, a loop, memory or a string is not
   known.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>
#include <string.h>

static const char *names[2];

void
by_parameter (size_t n)
{
  free (malloc (n)); /* { dg-note {'malloc\(\.\.\.\)' does not escape but its size is not known} } */
}

void
by_loop (void)
{
  size_t n = 1;
  for (int i = 0; names[i & 1]; i++)
    n += i;
  free (calloc (n, 2)); /* { dg-note {'calloc\(\.\.\.\)' does not escape but its size is not known} } */
}

void
by_string (void)
{
  char *copy = strdup (names[0]); /* { dg-note {'strdup\(\.\.\.\)' does not escape but its size is not known} } */
  free (copy);
}

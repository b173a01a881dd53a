/* n > SIZE_MAX / 2 is a test for the sign to GCC; sizes have none.  */
/* { dg-do compile } */

#include <stdint.h>
#include <stdlib.h>

int
too_large (size_t n)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (n > SIZE_MAX / 2)
    return -1;
  free (p);
  return 0;
}

int
too_large_with_others (size_t n, size_t m)
{
  char *p = malloc (n); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  if (m > SIZE_MAX / 2 || m * 2 < n)
    return -1;
  free (p);
  return 0;
}

int
tested_before (size_t n)
{
  if (n > SIZE_MAX / 2)
    return -1;
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (n > SIZE_MAX / 2)
    return -1;
  free (p);
  return 0;
}

int
there_and_back (const char *s)
{
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return -1;
  if ((uintptr_t) (intptr_t) p == (uintptr_t) s)
    return -1;
  if ((intptr_t) p == 0)
    return -2;
  free (p);
  return 0;
}

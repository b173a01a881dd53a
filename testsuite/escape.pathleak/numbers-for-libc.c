/* A number that a function of libc is given is no pointer: it can be 0.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
printed (long code)
{
  char *text = malloc (40); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!text)
    return -1;
  snprintf (text, 40, "%ld", code);
  if (!code)
    return 0;
  free (text);
  return 1;
}

int
cleared (size_t n)
{
  char *text = malloc (40); /* { dg-bogus "pathleak" } */
  if (!text)
    return -1;
  memset (text, 0, n);
  if (!n)
    {
      free (text);
      return 0;
    }
  free (text);
  return 1;
}

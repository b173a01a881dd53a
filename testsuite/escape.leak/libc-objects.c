/* Objects that libc hands out through an argument are released by free.  */
/* { dg-do compile } */
/* { dg-options "-D_GNU_SOURCE" } */

#include <stdio.h>
#include <stdlib.h>

int
lost (int n)
{
  char *text;
  if (asprintf (&text, "%d", n) < 0) /* { dg-warning {'asprintf\(\.\.\.\)' is never released \[escape:leak\]} } */
    return -1;
  return text[0];
}

int
released (int n)
{
  char *text;
  if (asprintf (&text, "%d", n) < 0) /* { dg-bogus "escape:leak" } */
    return -1;
  n = text[0];
  free (text);
  return n;
}

int
lines (FILE *f)
{
  char *line = 0;
  size_t size = 0;
  int n = 0;
  while (getline (&line, &size, f) > 0) /* { dg-bogus "escape:leak" } */
    n++;
  free (line);
  return n;
}

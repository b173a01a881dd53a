/* The last pointer to it is overwritten.  */
/* { dg-do compile } */

#include <stdlib.h>

/* realloc leaves the old object alone where it fails.  */

int
grown (int n)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  p = realloc (p, n);
  if (!p)
    return -1;
  free (p);
  return 0;
}

int
grown_right (int n)
{
  char *p = malloc (8), *q; /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return -1;
  q = realloc (p, n);
  if (!q)
    {
      free (p);
      return -1;
    }
  free (q);
  return 0;
}

int
twice (int n)
{
  char *p = NULL;
  for (int i = 0; i < n; i++)
    p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  free (p);
  return 0;
}

int
each (int n)
{
  char *p = NULL;
  for (int i = 0; i < n; i++)
    {
      free (p);
      p = malloc (8); /* { dg-bogus "escape:pathleak" } */
    }
  free (p);
  return 0;
}

static int
make (char **out)
{
  *out = malloc (8);
  return *out ? 0 : -1;
}

int
second_call (int c)
{
  char *p;
  if (make (&p)) /* { dg-warning {'make\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
    return -1;
  if (c && make (&p)) /* { dg-bogus "escape:pathleak" } */
    return -1;
  free (p);
  return 0;
}

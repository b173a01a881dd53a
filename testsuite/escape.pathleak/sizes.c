/* Conditions on sizes, which have no sign.  */
/* { dg-do compile } */

#include <stdlib.h>

int look (void);

int
more_than_fits (size_t n, size_t room)
{
  char *p = NULL;
  if (n > room)
    p = malloc (n); /* { dg-bogus "escape:" } */
  look ();
  if (n <= room)
    return 1;
  free (p);
  return 0;
}

int
covered (size_t n)
{
  char *p = NULL;
  if (n > 100)
    p = malloc (n); /* { dg-bogus "escape:" } */
  look ();
  if (n > 50)
    free (p);
  return 0;
}

int
not_covered (size_t n)
{
  char *p = NULL;
  if (n >= 100)
    p = malloc (n); /* { dg-warning {not released on this path \[escape:pathleak\]} } */
  look ();
  if (n > 200)
    free (p);
  return 0;
}

int
between (size_t n)
{
  char *p = malloc (n); /* { dg-warning {not released on this path \[escape:pathleak\]} } */
  if (!p)
    return 0;
  if (n > 100)
    {
      free (p);
      return 1;
    }
  if (n < 50)
    {
      free (p);
      return 2;
    }
  return 3;
}

int
some_or_none (size_t n)
{
  char *p = NULL;
  if (n)
    p = malloc (n); /* { dg-bogus "escape:" } */
  look ();
  if (n > 0)
    free (p);
  return 0;
}

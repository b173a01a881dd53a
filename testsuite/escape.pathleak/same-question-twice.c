/* Two calls of one unseen function with the same may answer the same; a signed
   number does not wrap.  */
/* { dg-do compile } */

#include <stdlib.h>

extern int ask (int);
extern void put (const char *);

void
one_against_the_other (int n)
{
  int a = ask (n), b = ask (n);
  char *p = malloc (16);
  if (a < b)
    return;
  put (p);
  free (p);
}

void
of_different_numbers (int n, int m)
{
  int a = ask (n), b = ask (m);
  char *p = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (a < b)
    return;
  put (p);
  free (p);
}

void
first_null_then_not (int n)
{
  char *p = malloc (16);
  if (ask (n) == 0 && ask (n) != 0)
    return;
  put (p);
  free (p);
}

void
below_less_than_nothing (int n)
{
  char *p = malloc (16);
  if (n < 0 && n - 17 >= 0)
    return;
  put (p);
  free (p);
}

void
above_less_than_nothing (int n)
{
  char *p = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (n < 0)
    {
      put (p);
      if (n + 17 >= 0)
        return;
    }
  put (p);
  free (p);
}

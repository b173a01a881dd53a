/* GCC writes `k == 1 || k == 2' as one comparison: (unsigned) k - 1 <= 1.  A test
   of K alone says the same, whichever way the other is written.  */
/* { dg-do compile } */

#include <stdlib.h>

int look (void);

int
cases (int k)
{
  char *p = NULL;
  switch (k)
    {
    case 1:
    case 2:
      p = malloc (3); /* { dg-bogus "escape:" } */
      break;
    default:
      break;
    }
  int r = look ();
  if (k == 1 || k == 2)
    free (p);
  return r;
}

int
either_then_each (unsigned char k)
{
  char *p = NULL;
  if (k == 'a' || k == 'b')
    p = malloc (3); /* { dg-bogus "escape:" } */
  int r = look ();
  if (k == 'a')
    free (p);
  else if (k == 'b')
    free (p);
  return r;
}

int
each_then_between (int k)
{
  char *p = NULL;
  if (k < 4 || k > 6)
    r_out:
    return look ();
  p = malloc (3); /* { dg-bogus "escape:" } */
  if (k == 9)
    goto r_out;
  free (p);
  return 0;
}

int
one_left_out (int k)
{
  char *p = NULL;
  switch (k)
    {
    case 1:
    case 2:
      p = malloc (3); /* { dg-warning {not released on this path \[escape:pathleak\]} } */
      break;
    default:
      break;
    }
  int r = look ();
  if (k == 1)
    free (p);
  return r;
}

int
beside (int k)
{
  char *p = NULL;
  if (k == 1 || k == 2)
    p = malloc (3); /* { dg-warning {not released on this path \[escape:pathleak\]} } */
  int r = look ();
  if (k == 2 || k == 3)
    free (p);
  return r;
}

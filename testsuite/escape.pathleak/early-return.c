/* A return in the middle, past the release: the path names the conditions that
   lead there.  */
/* { dg-do compile } */

#include <stdlib.h>


int
early (int n)
{
  char *p = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  if (n < 0)
    return -2;
  p[0] = n;
  n = p[0];
  free (p);
  return n;
}

/* Past one label, not the other.  */

int
wrong_label (int n)
{
  int result = -1;
  char *p = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    goto out;
  if (n > 7)
    goto out;
  result = p[n];
  free (p);
out:
  return result;
}

int
right_label (int n)
{
  int result = -1;
  char *p = malloc (10); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    goto out;
  if (n < 0)
    goto cleanup;
  result = p[n];
cleanup:
  free (p);
out:
  return result;
}

int
right (int n)
{
  char *p = malloc (10); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return -1;
  if (n < 0)
    {
      free (p);
      return -2;
    }
  n = p[0];
  free (p);
  return n;
}

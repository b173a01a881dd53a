/* All ways out come to one call that releases the pointer, which on one of them
   holds nothing any more.  */
/* { dg-do compile } */

#include <stdlib.h>

extern int work (int);

static void
drop (char *p)
{
  free (p);
}

static void
drop_at (char **p)
{
  free (*p);
}

int
by_value (int n)
{
  int r = -1;
  char *p = malloc (n), *q; /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p || n == 7)
    goto out;
  q = p;
  p = NULL;
  if (work (1))
    goto out;
  free (q);
  r = 0;
out:
  drop (p);
  return r;
}

int
by_address (int n)
{
  int r = -1;
  char *p = malloc (n), *q; /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p || n == 7)
    goto out;
  q = p;
  p = NULL;
  if (n < 3)
    goto out;
  free (q);
  r = 0;
out:
  drop_at (&p);
  return r;
}

int
by_attribute (int n)
{
  __attribute__ ((cleanup (drop_at))) char *p = malloc (n); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p || n == 7)
    return -1;
  char *q = p;
  p = NULL;
  if (work (1))
    return -2;
  free (q);
  return 0;
}

int
handed_back (int n)
{
  int r = -1;
  char *p = malloc (n), *q = NULL; /* { dg-bogus "escape:" } */
  if (!p || n == 7)
    goto out;
  q = p;
  p = NULL;
  if (work (1))
    goto out;
  r = 0;
out:
  drop (p);
  drop (q);
  return r;
}

/* With optimisation `a || b' can be one branch on both: the ways are the same.  */
/* { dg-do compile } */

#include <stdlib.h>

struct parser
{
  const char *p;
};

static void
skip_spaces (struct parser *ps)
{
  while (*ps->p == ' ' || *ps->p == '\t')
    ps->p++;
}

int
lost_behind_a_loop (struct parser *ps)
{
  char *key = malloc (3); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (!key)
    return 1;
  skip_spaces (ps);
  if (*ps->p != ':')
    return 2;
  free (key);
  return 0;
}

int
lost_behind_a_sum (const char *s, int a, int b, int c)
{
  char *key = malloc (3); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (!key)
    return 1;
  if ((a == 2 && b == 3) || c == 4 || (*s == ' ') | (*s == '\t'))
    s++;
  if (*s != ':')
    return 2;
  free (key);
  return 0;
}

/* Asked again, it is as it was.  */

int
asked_twice (int a, int b)
{
  char *key = NULL;
  if (a == 1 || b == 2)
    {
      key = malloc (3); /* { dg-bogus "escape:" } */
      if (!key)
        return -1;
    }
  if (a > 7)
    b++;
  if (a == 1 || b == 2 + (a > 7))
    free (key);
  return 0;
}

int
one_of_them (int a, int b, int c)
{
  char *key = NULL;
  if ((a == 1) | (b == 2))
    {
      key = malloc (3); /* { dg-bogus "escape:" } */
      if (!key)
        return -1;
    }
  if ((a == 1) | (b == 2) | (c == 3))
    free (key);
  return 0;
}

int
only_if_both (int a, int b)
{
  char *key = NULL;
  if (a == 1 && b == 2)
    {
      key = malloc (3); /* { dg-bogus "escape:" } */
      if (!key)
        return -1;
    }
  if (a == 1)
    if (b == 2)
      free (key);
  return 0;
}

int
one_way_is_wrong (int a, int b)
{
  char *key = NULL;
  if (a == 1 || b == 2)
    {
      key = malloc (3); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
      if (!key)
        return -1;
    }
  if (a == 1)
    free (key);
  return 0;
}

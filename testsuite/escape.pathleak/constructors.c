/* A struct that is given up half built; who takes over only on success.  */
/* { dg-do compile } */

#include <stdlib.h>

struct pair
{
  char *first, *second;
};

struct pair *
pair_lost (void)
{
  struct pair *p = malloc (sizeof *p); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return NULL;
  p->second = NULL;
  p->first = malloc (8);
  if (!p->first)
    return NULL;
  return p;
}

struct pair *
pair_released (void)
{
  struct pair *p = malloc (sizeof *p); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return NULL;
  p->second = NULL;
  p->first = malloc (8);
  if (!p->first)
    {
      free (p);
      return NULL;
    }
  return p;
}

static struct pair *kept;

static int
keep (struct pair *p, int n)
{
  if (n < 0)
    return -1;
  kept = p;
  return 0;
}

int
kept_or_lost (int n)
{
  struct pair *p = calloc (1, sizeof *p); /* { dg-warning {'calloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  return keep (p, n);
}

int
kept_or_released (int n)
{
  struct pair *p = calloc (1, sizeof *p); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return -1;
  if (keep (p, n) < 0)
    {
      free (p);
      return -1;
    }
  return 0;
}

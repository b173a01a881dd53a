/* A constructor releases what it has made where it fails: what it returns
   otherwise is its caller's to release.  */
/* { dg-do compile } */

#include <stdlib.h>

struct pair
{
  char *first, *second;
};

static void
pair_free (struct pair *p)
{
  if (!p)
    return;
  free (p->first);
  free (p->second);
  free (p);
}

static char *
bytes_new (int n)
{
  char *p = malloc (n);
  if (!p)
    return 0;
  p[0] = n;
  if (n > 100)
    {
      free (p);
      return 0;
    }
  return p;
}

static struct pair *
pair_new (int n)
{
  struct pair *p = calloc (1, sizeof *p);
  if (!p)
    return 0;
  p->first = bytes_new (n);
  if (!p->first)
    goto fail;
  p->second = bytes_new (n);
  if (!p->second)
    goto fail;
  return p;
fail:
  pair_free (p);
  return 0;
}

static int
pair_init (struct pair *p, int n)
{
  p->first = malloc (n);
  if (!p->first)
    return 0;
  p->second = malloc (n);
  if (!p->second)
    {
      free (p->first);
      return 0;
    }
  return 1;
}

int
lost (int n)
{
  char *p = bytes_new (n); /* { dg-warning {'bytes_new\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p ? p[0] : 0;
}

int
released (int n)
{
  char *p = bytes_new (n); /* { dg-bogus "escape:leak" } */
  if (!p)
    return 0;
  n = p[0];
  free (p);
  return n;
}

int
pair_lost (int n)
{
  struct pair *p = pair_new (n); /* { dg-warning {'pair_new\(\.\.\.\)' is never released \[escape:leak\]} } */
  return p ? p->first[0] : 0;
}

int
pair_released (int n)
{
  struct pair *p = pair_new (n); /* { dg-bogus "escape:leak" } */
  n = p ? p->first[0] : 0;
  pair_free (p);
  return n;
}

int
init_lost (int n)
{
  struct pair p;
  if (!pair_init (&p, n)) /* { dg-warning {'pair_init\(\.\.\.\)' is never released \[escape:leak\]} } */
    return 0;
  return p.first[0];
}

int
init_released (int n)
{
  struct pair p;
  if (!pair_init (&p, n)) /* { dg-bogus "escape:leak" } */
    return 0;
  n = p.first[0];
  free (p.first);
  free (p.second);
  return n;
}

/* What it makes is released on every way, though a caller's struct holds it in
   the meantime.  */

static int
scratch (struct pair *p, int n)
{
  p->first = malloc (n);
  if (!p->first)
    return 0;
  if (n > 5)
    {
      p->first[0] = 1;
      n = p->first[0];
      free (p->first);
      return n;
    }
  free (p->first);
  return 0;
}

int
scratched (int n)
{
  struct pair p;
  return scratch (&p, n); /* { dg-bogus "escape:leak" } */
}

/* Taken out again in a loop: one is left.  */

static struct pair *
drained (int n)
{
  struct pair *all = 0;
  for (int i = 0; i < n; i++)
    {
      struct pair *p = malloc (sizeof *p);
      if (!p)
	break;
      p->second = (char *) all;
      all = p;
    }
  while (all && all->second)
    {
      struct pair *p = all;
      all = (struct pair *) all->second;
      free (p);
    }
  return all;
}

int
last (int n)
{
  return drained (n) != 0; /* { dg-warning {'drained\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
}

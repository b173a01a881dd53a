/* Who takes it takes it only where that works; what is given up before is
   released in whole, or its parts are lost.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>
#include <string.h>

extern int cond (int);
extern int fill (char *, int);

struct pair
{
  char *a, *b;
};

static int
own (struct pair *q, char *s, int n)
{
  if (n < 0)
    return -1;
  q->a = s;
  return 0;
}

int
refused_and_released (struct pair *q, int n)
{
  char *s = malloc (10); /* { dg-bogus "escape:pathleak" } */
  if (!s)
    return -1;
  if (own (q, s, n) < 0)
    {
      free (s);
      return -1;
    }
  return 0;
}

/* A struct that is built in parts.  */

struct pair *
partly_built (int n)
{
  struct pair *p = malloc (sizeof *p); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return NULL;
  p->a = malloc (n); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p->a)
    {
      free (p);
      return NULL;
    }
  p->b = malloc (n); /* { dg-bogus "escape:pathleak" } */
  if (!p->b)
    {
      free (p);
      return NULL;
    }
  return p;
}

struct pair *
given_up_whole (int n)
{
  struct pair *p = malloc (sizeof *p); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return NULL;
  p->a = malloc (n); /* { dg-bogus "escape:pathleak" } */
  p->b = malloc (n); /* { dg-bogus "escape:pathleak" } */
  if (!p->a || !p->b)
    {
      free (p->a);
      free (p->b);
      free (p);
      return NULL;
    }
  return p;
}

/* What the scope's end releases, unless it was stolen.  */

static void
release (char **p)
{
  free (*p);
}

static inline char *
steal (char **p)
{
  char *r = *p;
  *p = NULL;
  return r;
}

char *
stolen_at_last (int n)
{
  __attribute__ ((cleanup (release))) char *p = malloc (n); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return NULL;
  if (n > 5)
    return NULL;
  return steal (&p);
}

char *
stolen_and_dropped (int n)
{
  __attribute__ ((cleanup (release))) char *p = malloc (n); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return NULL;
  char *r = steal (&p);
  if (n > 5)
    return NULL;
  return r;
}

/* Out of a loop.  */

int
early_break (int n)
{
  for (int i = 0; i < n; i++)
    {
      char *p = malloc (i + 1); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
      if (!p)
	break;
      if (cond (i))
	break;
      p[0] = 0;
      free (p);
    }
  return 0;
}

int
released_before_break (int n)
{
  for (int i = 0; i < n; i++)
    {
      char *p = malloc (i + 1); /* { dg-bogus "escape:pathleak" } */
      if (!p)
	break;
      p[0] = 0;
      int stop = p[0] + cond (i);
      free (p);
      if (stop)
	break;
    }
  return 0;
}

/* The last pointer is overwritten with null on one way, and a callee that would
   release what it points to finds nothing.  */
/* { dg-do compile } */

#include <stdlib.h>

static void
release (char **p)
{
  free (*p);
  *p = NULL;
}

struct text { char *start; int n; };

static void
done (struct text *t)
{
  free (t->start);
  t->start = NULL;
}

int
on_one_way (int c)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (c)
    p = NULL;
  release (&p);
  return 0;
}

int
member (int c)
{
  struct text t;
  t.start = malloc (8); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (c)
    t.start = NULL;
  done (&t);
  return 0;
}

int
each_round (int n)
{
  struct text t = { NULL, 0 };
  for (int i = 0; i < n; i++)
    t.start = malloc (8); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  done (&t);
  return 0;
}

int
released_before (int c)
{
  char *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (c)
    {
      free (p);
      p = NULL;
    }
  release (&p);
  return 0;
}

int
handed_on_before (int c)
{
  char *q = NULL, *p = malloc (8); /* { dg-bogus "escape:pathleak" } */
  if (c)
    {
      q = p;
      p = NULL;
    }
  release (&p);
  release (&q);
  return 0;
}

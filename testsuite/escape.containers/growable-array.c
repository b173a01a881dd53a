/* A growable array by realloc: what is taken out of one escapes, what is in
   another does not.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=pathleak" } */

#include <stdlib.h>

struct array
{
  char **v;
  size_t n, room;
};

static int
push (struct array *a, char *x)
{
  if (a->n == a->room)
    {
      size_t room = a->room ? 2 * a->room : 4;
      char **v = realloc (a->v, room * sizeof *v);
      if (!v)
	return -1;
      a->v = v;
      a->room = room;
    }
  a->v[a->n++] = x;
  return 0;
}

static void
drop (struct array *a)
{
  while (a->n)
    free (a->v[--a->n]);
  free (a->v);
}

char *
last (void)
{
  struct array a = { 0 }, b = { 0 };
  char *x = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  char *y = malloc (2); /* { dg-bogus "escape:heap" } */
  push (&a, x); /* { dg-bogus "escape:heap" } */
  push (&b, y); /* { dg-bogus "escape:heap" } */
  char *result = a.v[a.n - 1];
  free (a.v);
  drop (&b);
  return result;
}

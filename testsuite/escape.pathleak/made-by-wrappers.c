/* What makes it may be a function of a function: each is as if it stood in its
   caller.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>

struct item
{
  int n;
};

static void *
get (size_t n)
{
  void *p = malloc (n);
  if (!p)
    abort ();
  return p;
}

static void *
get_zeroed (size_t n)
{
  char *p = get (n);
  for (size_t i = 0; i < n; i++)
    p[i] = 0;
  return p;
}

static struct item *
item_new (int n)
{
  struct item *x = get_zeroed (sizeof *x);
  x->n = n;
  return x;
}

static int
item_open (struct item **to, int n)
{
  if (n < 0)
    return -1;
  *to = item_new (n);
  return 0;
}

int
lost (int n)
{
  struct item *x = item_new (n); /* { dg-warning {'item_new\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (n > 9)
    return -1;
  free (x);
  return 0;
}

int
not_lost (int n)
{
  struct item *x = item_new (n); /* { dg-bogus "escape:" } */
  if (n > 9)
    {
      free (x);
      return -1;
    }
  free (x);
  return 0;
}

int
opened_and_lost (int n)
{
  struct item *x;
  if (item_open (&x, n)) /* { dg-warning {'item_open\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
    return -1;
  if (n > 9)
    return -1;
  free (x);
  return 0;
}

int
not_opened (int n)
{
  struct item *x;
  if (item_open (&x, n)) /* { dg-bogus "escape:" } */
    return -1;
  free (x);
  return 0;
}

/* Never come to: n is less than 0.  */

int
never_opened (int n)
{
  struct item *x;
  if (n < 0)
    return item_open (&x, n); /* { dg-bogus "escape:" } */
  return 0;
}

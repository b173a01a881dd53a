/* A wrapper that returns a fresh object is an allocator in its callers' eyes,
   to any depth.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *
xmalloc (size_t n)
{
  void *p = malloc (n);
  if (!p)
    abort ();
  return p;
}

static int *
ints_new (size_t n)
{
  return xmalloc (n * sizeof (int)); /* { dg-bogus "escape:heap" } */
}

static int *
zeros_new (size_t n)
{
  int *a = ints_new (n); /* { dg-bogus "escape:heap" } */
  for (size_t i = 0; i < n; i++)
    a[i] = 0;
  return a;
}

static int *shared;

void
share (void)
{
  shared = zeros_new (10); /* { dg-warning {'zeros_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
private (void)
{
  int *a = zeros_new (10); /* { dg-bogus "escape:heap" } */
  int first = a[0];
  free (a);
  return first;
}

int
shared_first (void)
{
  return shared[0];
}

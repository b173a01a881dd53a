/* A constant index that a function checks and hands back is as good as the
   constant.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

static unsigned
checked (unsigned i, unsigned n)
{
  if (i >= n)
    abort ();
  return i;
}

static unsigned
clipped (unsigned i, unsigned n)
{
  if (i >= n)
    i = n - 1;
  return i;
}

extern unsigned unseen (unsigned i, unsigned n);

int *
by_check (void)
{
  int *a[2];
  a[checked (0, 2)] = malloc (sizeof *a[0]); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  a[checked (1, 2)] = malloc (sizeof *a[1]); /* { dg-bogus "escapes to heap" } */
  *a[checked (1, 2)] = 1;
  free (a[checked (1, 2)]);
  return a[checked (0, 2)];
}

int *
by_clip (unsigned n)
{
  int *a[2] = { 0 };
  a[clipped (0, n)] = malloc (sizeof *a[0]); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  /* { dg-warning "escape:pathleak" "where n is 1" { target *-*-* } .-1 } */
  a[clipped (1, n)] = malloc (sizeof *a[1]); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  /* { dg-warning "escape:pathleak" "where n is more" { target *-*-* } .-1 } */
  return a[clipped (0, n)];
}

int *
by_unseen (void)
{
  int *a[2] = { 0 };
  a[unseen (0, 2)] = malloc (sizeof *a[0]); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  a[unseen (1, 2)] = malloc (sizeof *a[1]); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  return a[unseen (0, 2)];
}

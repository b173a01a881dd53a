/* A callback is a call: qsort with a comparison that allocates.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

static int
plain (const void *a, const void *b)
{
  return *(const int *) a - *(const int *) b;
}

static int
wasteful (const void *a, const void *b)
{
  void *copy = malloc (4);
  if (copy)
    memcpy (copy, a, 4);
  int d = copy ? *(int *) copy - *(const int *) b : 0;
  free (copy);
  return d;
}

static void
apply (int (*f) (const void *, const void *), int *a)
{
  a[0] = f (&a[0], &a[1]);
}

__attribute__ ((escape_nonallocating)) void
apply_plain (int *a)
{
  apply (plain, a); /* { dg-bogus "escape:alloc" } */
}

__attribute__ ((escape_nonallocating)) void
apply_wasteful (int *a)
{
  apply (wasteful, a); /* { dg-warning {\[escape:alloc\]} } */
}

/* An arena: pieces of one object.  Returning a piece lets the arena's block
   escape, not the arena's bookkeeping.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct arena
{
  char *block;
  size_t used;
};

static void *
arena_get (struct arena *a, size_t n)
{
  void *p = a->block + a->used;
  a->used += n;
  return p;
}

int *
piece_leaves (void)
{
  struct arena *a = malloc (sizeof *a); /* { dg-bogus "escape:heap" } */
  if (!a)
    abort ();
  a->block = malloc (4096); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  a->used = 0;
  int *p = arena_get (a, sizeof *p);
  free (a);
  return p;
}

int
stays (void)
{
  struct arena a = { malloc (4096), 0 }; /* { dg-bogus "escape:heap" } */
  int *p = arena_get (&a, sizeof *p);
  *p = 3;
  int n = *p;
  free (a.block);
  return n;
}

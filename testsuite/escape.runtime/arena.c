/* Memory from an arena, or from an allocator of one's own, is a part of it: it
   is no leak and no heap object by itself, and must not outlive the arena.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <escape/arena.h>
#include <stdlib.h>

void *
piece_of_frame_leaves (void)
{
  ARENA_ON_STACK (a, 4096); /* { dg-warning {address of local 'a' escapes its frame \[escape:stack\]} } */
  /* { dg-warning {address of local 'a_frame' escapes its frame \[escape:stack\]} "" { target *-*-* } .-1 } */
  return arena_alloc (&a, 8);
}

int
pieces_stay (void)
{
  ARENA_ON_STACK (a, 4096);
  int *p = arena_alloc (&a, 4);
  arena_reset (&a);
  int *q = arena_alloc (&a, 4);
  return p && q ? *q : arena_used (&a) > 0;
}

void *
piece_of_heap_leaves (void)
{
  arena *a = arena_make (4096, 0); /* { dg-warning {'arena_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return a ? arena_alloc (a, 8) : NULL;
}

int
heap_stays (void)
{
  arena *a = arena_make (4096, 0); /* { dg-bogus "escape:" } */
  int *p = arena_alloc (a, 4);
  int n = p ? *p : 0;
  arena_free (a);
  return n;
}

size_t
never_freed (void)
{
  arena *a = arena_make (4096, 0); /* { dg-warning {'arena_make\(\.\.\.\)' is never released \[escape:leak\]} } */
  return arena_used (a);
}

/* What is kept in the arena lives in it.  */
void
content_leaves (arena *a)
{
  void **p = arena_alloc (a, sizeof *p);
  if (p)
    *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
content_stays (void)
{
  ARENA_ON_STACK (a, 4096);
  void **p = arena_alloc (&a, sizeof *p);
  void *content = malloc (8); /* { dg-bogus "escape:" } */
  if (p)
    *p = content;
  free (content);
}

static arena lasting;

void
buffer_outlived (void)
{
  char buffer[100]; /* { dg-warning {address of local 'buffer' escapes its frame \[escape:stack\]} } */
  arena_init (&lasting, buffer, sizeof buffer, 0);
}

void
local_kept_in_lasting (void)
{
  int local = 0; /* { dg-warning {address of local 'local' escapes its frame \[escape:stack\]} } */
  int **p = arena_alloc (&lasting, sizeof *p);
  if (p)
    *p = &local;
}

/* Any allocator, called as containers call it.  */
void *
foreign_leaves (escape_allocator *in)
{
  return in->alloc (in, 8); /* { dg-bogus "escape:" } */
}

void
foreign_stays (escape_allocator *in)
{
  int *p = in->alloc (in, 8); /* { dg-bogus "escape:" } */
  if (p && in->extend (in, p, 8, 16))
    in->free (in, p, 16);
}

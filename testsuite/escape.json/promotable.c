/* promotable: could live in a fixed slot of the frame.  Not if it outlives its
   iteration, nor if it reaches realloc or a callee's free.  */
/* { dg-do compile } */

#include <stdlib.h>

static void
drop (void *p)
{
  free (p);
}

void fits (void) { free (malloc (16)); }
void dropped (void) { drop (calloc (1, 16)); }
void grown (void) { free (realloc (aligned_alloc (16, 16), 32)); } /* { dg-warning {'aligned_alloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */

/* { dg-json {"name": *"malloc".*"promotable": *true\M} } */
/* { dg-json {"name": *"calloc".*"promotable": *false\M} } */
/* { dg-json {"name": *"aligned_alloc".*"promotable": *false\M} } */

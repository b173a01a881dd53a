/* A pointer that goes down through five functions and is kept at the bottom;
   its neighbour goes down as far and is only read.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static int *kept;

static void f5 (int *a, int *b) { kept = *b ? a : kept; }
static void f4 (int *a, int *b) { f5 (a, b); }
static void f3 (int *a, int *b) { f4 (a, b); }
static void f2 (int *a, int *b) { f3 (a, b); }
static void f1 (int *a, int *b) { f2 (a, b); }

int
top (void)
{
  int *a = calloc (1, sizeof *a); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int *b = calloc (1, sizeof *b); /* { dg-bogus "escape:heap" } */
  if (!a || !b)
    abort ();
  f1 (a, b);
  int n = *b;
  free (b);
  return n + *kept;
}

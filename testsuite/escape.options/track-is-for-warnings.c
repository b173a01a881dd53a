/* track restricts the warnings `heap' and `unneeded'; the notes of m=1 speak of
   every kind, and so do the bugs.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1 -fplugin-arg-escape-track=map -fplugin-arg-escape-warn=unneeded" } */

#include <stdlib.h>

struct map;
struct map *map_new (void) __attribute__ ((escape_allocates ("map")));
int *ints_new (void) __attribute__ ((escape_allocates ("slice")));

void *raw (void) { return malloc (1); } /* { dg-note {'malloc\(\.\.\.\)' escapes to heap(?! \[)} } */
int *slice (void) { return ints_new (); } /* { dg-note {'ints_new\(\.\.\.\)' escapes to heap(?! \[)} } */
struct map *map (void) { return map_new (); } /* { dg-warning {'map_new\(\.\.\.\)' escapes to heap \[escape:heap\]} } */

void
kept (size_t n)
{
  free (malloc (1)); /* { dg-note {'malloc\(\.\.\.\)' does not escape(?! but)} } */
  free (malloc (n)); /* { dg-note {'malloc\(\.\.\.\)' does not escape but its size is not known} } */
  free (malloc (1 << 20)); /* { dg-note {'malloc\(\.\.\.\)' does not escape but is too large} } */
}

int
lost (void)
{
  return malloc (1) != 0; /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
} /* { dg-note {'malloc\(\.\.\.\)' does not escape(?! but)} "" { target *-*-* } .-1 } */

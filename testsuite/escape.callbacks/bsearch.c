/* bsearch returns a pointer into the array, and never the key.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stdlib.h>

static int
compare (const void *a, /* { dg-note "'a' does not escape" } */
	 const void *b) /* { dg-note "'b' does not escape" } */
{
  return *(const int *) a - *(const int *) b;
}

const int *
find (const int *key,	/* { dg-note "'key' does not escape" } */
      const int *table) /* { dg-note "leaking param: 'table' to result level=0" } */
{
  return bsearch (key, table, 10, sizeof *table, compare);
}

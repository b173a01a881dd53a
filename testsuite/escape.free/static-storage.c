/* Globals, static locals and string literals are not on the heap either.  */
/* { dg-do compile } */

#include <stdlib.h>

int table[16];

void
free_global (void)
{
  free (table); /* { dg-warning {'free' of 'table', which is not on the heap \[escape:free\]} } */
}

void
free_static_local (void)
{
  static char cache[16];
  free (cache); /* { dg-warning {'free' of 'cache', which is not on the heap \[escape:free\]} } */
}

void
free_literal (void)
{
  char *name = "anonymous";
  free (name); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
}

int *slot;

void
free_content_of_global (void)
{
  free (slot); /* { dg-bogus "escape:free" } */
}

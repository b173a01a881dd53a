/* A flexible array member's elements are part of the object, not of its
   fields.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct row
{
  char *title;
  int n;
  char *cells[];
};

char *
first_cell (void)
{
  struct row *r = malloc (sizeof *r + 2 * sizeof (char *)); /* { dg-bogus "escape:heap" } */
  if (!r)
    return 0;
  r->title = malloc (1); /* { dg-bogus "escape:heap" } */
  r->cells[0] = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  char *cell = r->cells[0];
  free (r->title);
  free (r);
  return cell;
}

/* It does not matter under which name an object is released.  */
/* { dg-do compile } */

#include <stdlib.h>

struct holder
{
  char *data;
  char *cursor;
};

void
by_cursor (void)
{
  struct holder h;
  h.data = malloc (16); /* { dg-bogus "escape:leak" } */
  h.cursor = h.data;
  struct holder copy = h;
  free (copy.cursor);
}

void
by_nobody (void)
{
  struct holder h;
  h.data = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  h.cursor = h.data;
  struct holder copy = h;
  if (copy.cursor)
    copy.cursor[0] = 0;
}

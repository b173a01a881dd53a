/* A callback that is known releases what it is handed.  */
/* { dg-do compile } */

#include <stdlib.h>

static void
each (void **items, int n, void (*f) (void *))
{
  for (int i = 0; i < n; i++)
    f (items[i]);
}

static void
ignore (void *item)
{
  (void) item;
}

void
released (void)
{
  void *items[2];
  items[0] = malloc (1); /* { dg-bogus "escape:leak" } */
  items[1] = malloc (2); /* { dg-bogus "escape:leak" } */
  each (items, 2, free);
}

void
lost (void)
{
  void *items[2];
  items[0] = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  items[1] = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  each (items, 2, ignore);
}

/* Release in a callee counts, to any depth.  */
/* { dg-do compile } */

#include <stdlib.h>

static void
drop_really (void *p)
{
  free (p);
}

static void
drop (void *p)
{
  if (p)
    drop_really (p);
}

static int
look (const char *p)
{
  return p ? p[0] : 0;
}

void
dropped (void)
{
  drop (calloc (1, 8)); /* { dg-bogus "escape:leak" } */
}

int
only_looked_at (void)
{
  return look (calloc (1, 8)); /* { dg-warning {'calloc\(\.\.\.\)' is never released \[escape:leak\]} } */
}

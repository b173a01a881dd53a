/* What escapes has a path: function, file, line and text of each step.  */
/* { dg-do compile } */

#include <stdlib.h>

static void *kept;

static void
keep (void *p)
{
  kept = p;
}

void
give (void)
{
  keep (malloc (4));
}

void *
kept_object (void)
{
  return kept;
}

/* { dg-json {"name": *"malloc".*"path": *\[.*"function": *"give".*"line": *17\M} } */
/* { dg-json {"name": *"malloc".*"path": *\[.*"function": *"keep".*"line": *11\M} } */

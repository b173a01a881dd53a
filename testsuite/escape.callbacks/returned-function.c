/* A function that returns a function: the call through the result is known. */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

typedef void dispose_fn (void *);

static void *kept;

static void
keep (void *p)
{
  kept = p;
}

static dispose_fn *
gentle (void)
{
  return free;
}

static dispose_fn *
greedy (void)
{
  return keep;
}

void
both (void)
{
  gentle () (malloc (1)); /* { dg-bogus "escape:heap" } */
  greedy () (malloc (2)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
kept_any (void)
{
  return kept != 0;
}

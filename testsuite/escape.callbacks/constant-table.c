/* A constant table of functions is known: the call through it is one of
   them.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *kept;

static void
keep (void *p)
{
  kept = p;
}

static void
drop (void *p)
{
  free (p);
}

static void
look (void *p)
{
  if (p == kept)
    abort ();
}

static void (*const quiet[]) (void *) = { drop, look };
static void (*const loud[]) (void *) = { drop, keep };

void
quiet_op (unsigned i)
{
  quiet[i % 2](malloc (1)); /* { dg-bogus "escape:heap" } */
}

void
loud_op (unsigned i)
{
  loud[i % 2](malloc (2)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

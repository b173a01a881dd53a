/* A condition on a number that is wider than the analysis follows may be true.  */
/* { dg-do compile { target int128 } } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=leak" } */

#include <stdlib.h>

void *kept;

static void *
if_large (unsigned __int128 n)
{
  return n != 0 ? malloc (4) : NULL;
}

void
large (void)
{
  kept = if_large ((unsigned __int128) 1 << 64); /* { dg-warning {'if_large\(...\)' escapes to heap \[escape:heap\]} } */
}

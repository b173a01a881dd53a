/* An exported function pointer may have been set by anyone; a static one only
   by this unit.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

void (*public_hook) (void *) = free;
static void (*private_hook) (void *) = free;

void
by_public (void)
{
  public_hook (malloc (1)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
by_private (void)
{
  private_hook (malloc (2)); /* { dg-bogus "escape:heap" } */
}

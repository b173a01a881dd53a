/* Only functions that can be reached from outside the unit are reported.  A
   static function whose address is in an exported table can be.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *kept, *other;

static void
never_called (void)
{
  kept = malloc (1); /* { dg-bogus "escape:heap" } */
}

static void
in_table (void)
{
  other = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void (*const table[]) (void) = { in_table };

void *
get (int i)
{
  return i ? kept : other;
}

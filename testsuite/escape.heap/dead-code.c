/* Code that constants make unreachable has no verdicts, at -O0 as well.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static const int tracing = 0;
void *trace_buffer;

int
work (int n)
{
  const int verbose = 2 - 2;

  if (tracing)
    trace_buffer = malloc (10); /* { dg-bogus "escape:heap" } */
  if (verbose > 1)
    trace_buffer = malloc (20); /* { dg-bogus "escape:heap" } */
  if (0)
    trace_buffer = malloc (30); /* { dg-bogus "escape:heap" } */
  if (n)
    trace_buffer = malloc (40); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return n;
}

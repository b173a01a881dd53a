/* Where pointers are made floating-point numbers, any such number may be one, and
   one plus a distance too.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdint.h>
#include <stdlib.h>

double kept;

void
keep (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  kept = (double) (uintptr_t) p;
}

void
keep_twice (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  double d = (double) (uintptr_t) p;
  kept = d * 2 + 1;
}

void
freed (double sum)
{
  void *p = malloc (8); /* { dg-bogus "escapes" } */
  free (p);
  kept += sum;
}

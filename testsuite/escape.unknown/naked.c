/* The body of a naked function is an asm that finds the arguments by itself: it is
   unknown code.  */
/* { dg-do compile { target x86 } } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-m=1" } */

#include <stdlib.h>

void *kept;

static __attribute__ ((naked, noinline)) void
keep (void *p) /* { dg-note "leaking param: 'p'" } */
{
  __asm__ ("ret");
}

static void
leave (void *p) /* { dg-note "'p' does not escape" } */
{
}

void
given (void)
{
  keep (malloc (8)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
}

void
left (void)
{
  void *p = malloc (8); /* { dg-note "does not escape" } */
  leave (p);
  free (p);
}

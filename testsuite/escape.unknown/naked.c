/* The body of a naked function is an asm that finds the arguments by itself: it is
   unknown code.  */
/* { dg-do compile { target x86 } } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

void *kept;

static __attribute__ ((naked, noinline)) void
keep (void *p)
{
  __asm__ ("ret");
}

static void
leave (void *p)
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
  void *p = malloc (8); /* { dg-bogus "escapes" } */
  leave (p);
  free (p);
}

/* Inline asm that is given a pointer and clobbers memory may keep it.  One
   that is given a number keeps nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

void
give (void)
{
  char *p = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  __asm__ volatile ("" : : "r" (p) : "memory");
}

void
give_number (int n)
{
  char *p = malloc (2); /* { dg-bogus "escape:heap" } */
  __asm__ volatile ("" : : "r" (n));
  free (p);
}

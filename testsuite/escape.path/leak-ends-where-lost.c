/* The path of a leak ends where the object is lost, and says how to release
   it.  */
/* { dg-do compile } */

#include <stdio.h>
#include <stdlib.h>

int
returns_late (int c)
{
  char *p = malloc (4); /* { dg-warning {is never released \[escape:leak\]} } */
  if (!p)                /* { dg-path {\(1\) 'malloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
    return 0;
  if (c)
    return 2; /* { dg-path {\(2\) 'malloc\(\.\.\.\)' is lost here: release it before, with 'free'} } */
  p[0] = 1;
  return 3;
}

void
falls_off (const char *name)
{
  FILE *file = fopen (name, "r"); /* { dg-warning {is never released \[escape:leak\]} } */
  if (file) /* { dg-path {\(1\) 'fopen\(\.\.\.\)' is allocated here} "" { target *-*-* } .-1 } */
    (void) fgetc (file);
} /* { dg-path {\(2\) 'fopen\(\.\.\.\)' is lost here: release it before, with 'fclose'} } */

int count (const char *);

/* Behind a loop, too, where optimisation leaves no more than one block.  */
int
behind_a_loop (int n)
{
  char *text = calloc (n + 1, 1); /* { dg-warning {is never released \[escape:leak\]} } */
  for (int i = 0; i < n; i++)
    text[i] = 'a';
  return count (text); /* { dg-path {\(2\) 'calloc\(\.\.\.\)' is lost here: release it before, with 'free'} } */
} /* { dg-path {\(1\) 'calloc\(\.\.\.\)' is allocated here} "" { target *-*-* } .-4 } */

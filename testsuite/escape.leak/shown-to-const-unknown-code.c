/* Unknown code that takes a pointer to const neither keeps nor releases the
   object, as far as leaks go; one that takes a plain pointer may.  */
/* { dg-do compile } */

#include <stdlib.h>

extern void show (const char *);
extern void take (char *);

void
shown (void)
{
  char *p = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (!p)
    return;
  p[0] = 0;
  show (p);
}

void
shown_and_taken (void)
{
  char *p = malloc (16); /* { dg-bogus "escape:leak" } */
  if (!p)
    return;
  p[0] = 0;
  show (p);
  take (p);
}

void
shown_and_freed (void)
{
  char *p = malloc (16); /* { dg-bogus "escape:leak" } */
  if (!p)
    return;
  p[0] = 0;
  show (p);
  free (p);
}

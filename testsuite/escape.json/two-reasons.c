/* An object may have several reasons; one that is shown makes the grade
   shown.  */
/* { dg-do compile } */

#include <stdlib.h>

extern void use (void *);
static void *kept;

void
both (void)
{
  void *p = malloc (4);
  use (p);
  kept = p;
}

void *
kept_object (void)
{
  return kept;
}

/* { dg-json {"name": *"malloc".*"reasons": *\[[^]]*"global".*"grade": *"shown"} } */
/* { dg-json {"name": *"malloc".*"reasons": *\[[^]]*"unknown-call"} } */

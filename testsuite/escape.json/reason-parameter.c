/* Reason: stored in memory that a parameter leads to.  */
/* { dg-do compile } */

#include <stdlib.h>

void
make (int **out)
{
  *out = malloc (4);
}

/* { dg-json {"name": *"malloc".*"reasons": *\["parameter"\].*"grade": *"shown"} } */

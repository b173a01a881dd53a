/* Reason: stored in a global.  */
/* { dg-do compile } */

#include <stdlib.h>

int *table;

void
init (void)
{
  table = malloc (4);
}

/* { dg-json {"name": *"malloc".*"reasons": *\["global"\].*"grade": *"shown"} } */

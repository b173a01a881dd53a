/* Reason: given to unknown code; only assumed.  */
/* { dg-do compile } */

#include <stdlib.h>

extern void use (void *);

void
give (void)
{
  use (malloc (4));
}

/* { dg-json {"name": *"malloc".*"reasons": *\["unknown-call"\].*"grade": *"assumed"} } */

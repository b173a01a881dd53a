/* Reason: given to a variadic function that is not a known one.  */
/* { dg-do compile } */

#include <stdlib.h>

extern void collect (int, ...);

void
give (void)
{
  collect (1, malloc (4));
}

/* { dg-json {"name": *"malloc".*"reasons": *\[[^]]*"varargs".*"grade": *"assumed"} } */

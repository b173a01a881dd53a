/* Reason: given to inline assembly.  */
/* { dg-do compile } */

#include <stdlib.h>

void
give (void)
{
  __asm__ volatile ("" : : "r" (malloc (4)) : "memory");
}

/* { dg-json {"name": *"malloc".*"reasons": *\["asm"\].*"grade": *"assumed"} } */

/* An allocation's line: where, what, which kind, and the verdict.  */
/* { dg-do compile } */

#include <stdlib.h>

char *
make (void)
{
  return malloc (8);
}

/* { dg-json {"function": *"make".*"line": *9\M} } */
/* { dg-json {"line": *9\M.*"column": *10\M.*"object": *"allocation".*"name": *"malloc".*"kind": *"raw".*"verdict": *"escapes"} } */
/* { dg-json {"name": *"malloc".*"reasons": *\["returned"\].*"grade": *"shown"} } */
/* { dg-json {"name": *"malloc".*"outlives_iteration": *false\M} } */
/* { dg-json {"name": *"malloc".*"size": *8\M} } */
/* { dg-json {"name": *"malloc".*"released": *"never"} } */
/* { dg-json {"name": *"malloc".*"promotable": *false\M} } */

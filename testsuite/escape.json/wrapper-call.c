/* A call that returns a callee's fresh object is an allocation, named after
   the callee.  */
/* { dg-do compile } */

#include <stdlib.h>

static void *
make (void)
{
  return malloc (4);
}

void *
give (void)
{
  return make ();
}

/* { dg-json {"function": *"give".*"object": *"allocation".*"name": *"make".*"kind": *"raw".*"verdict": *"escapes"} } */
/* { dg-json {"function": *"make".*"object": *"allocation".*"name": *"malloc".*"kind": *"raw".*"verdict": *"escapes"} } */

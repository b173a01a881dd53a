/* In JSON an unknown size is null, and the reason why the object could not
   live on the stack.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

void
any (size_t n)
{
  free (malloc (n));
}

/* { dg-json {"name": *"malloc".*"verdict": *"does-not-escape".*"reasons": *\["unknown-size"\]} } */
/* { dg-json {"name": *"malloc".*"size": *null\M} } */
/* { dg-json {"name": *"malloc".*"promotable": *false\M} } */

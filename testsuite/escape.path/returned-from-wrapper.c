/* An object that a wrapper makes: the path leads into the wrapper, to the
   allocation, and back out.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

static void *
make (void)
{
  return malloc (4); /* { dg-path {\([0-9]+\)} } */
}

void *
give (void)
{
  void *p = make (); /* { dg-warning {'make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
/* { dg-path {\([0-9]+\)} "" { target *-*-* } .-1 } */
  return p; /* { dg-path {\([0-9]+\)} } */
}

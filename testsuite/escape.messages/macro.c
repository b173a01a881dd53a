/* A call that a macro makes is named by the function, and stands where the
   macro is used.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

#define NEW(type) ((type *) malloc (sizeof (type)))

struct thing
{
  int a, b;
};

struct thing *
thing_new (void)
{
  return NEW (struct thing); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} "" { target *-*-* } 0 } */
}

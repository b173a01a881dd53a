/* A call that a macro makes is named by the function.  As with GCC's own
   warnings, a note says where the macro is used.  */
/* { dg-notorture "GCC has no such notes under -flto" } */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

#define NEW(type) ((type *) malloc (sizeof (type))) /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */

struct thing
{
  int a, b;
};

struct thing *
thing_new (void)
{
  return NEW (struct thing); /* { dg-note "in expansion of macro 'NEW'" } */
}

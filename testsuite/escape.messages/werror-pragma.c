/* Under -Werror a group that the pragma names stays a warning from there on.  */
/* { dg-do compile } */
/* { dg-options "-Werror" } */

#include <stdlib.h>

int
before (void)
{
  return malloc (8) != 0; /* { dg-error {is never released \[escape:leak\]} } */
}

#pragma escape push
#pragma escape warning "leak"

int
within (void)
{
  return malloc (8) != 0; /* { dg-warning {is never released \[escape:leak\]} } */
}

#pragma escape pop

int
behind (void)
{
  return malloc (8) != 0; /* { dg-error {is never released \[escape:leak\]} } */
}

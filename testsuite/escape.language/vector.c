/* A vector of integers can hide pointers in its elements.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

typedef long pair __attribute__ ((vector_size (16)));

static pair hidden;

void
hide (void)
{
  pair v = { 0, (long) malloc (1) }; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  hidden = v;
}

void
show (void)
{
  pair v = { 0, (long) malloc (2) }; /* { dg-bogus "escape:heap" } */
  free ((void *) v[1]);
}

long
hidden_value (void)
{
  return hidden[1];
}

/* What is computed from it too; -fsanitize=undefined checks each element.  */

long
computed (void)
{
  pair v = { 0, (long) malloc (3) }; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  pair w = v + (pair) { 1, 0 };
  return w[1];
}

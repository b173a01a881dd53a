/* Plain -Werror turns bugs into errors; `heap' and `unneeded' are no bugs and stay
   warnings, the notes stay notes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1 -Werror" } */

#include <stdlib.h>

void *sink;

char *
make (const char *s) /* { dg-note "'s' does not escape" } */
{
  return s[0] ? malloc (8) : 0; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
lost (void)
{
  return malloc (8) != 0; /* { dg-error {'malloc\(\.\.\.\)' is never released \[escape:leak\]} } */
} /* { dg-note "does not escape" "" { target *-*-* } .-1 } */

void
dangling (void)
{
  int i = 0; /* { dg-error {address of local 'i' escapes its frame \[escape:stack\]} } */
  sink = &i;
}

void
bad_free (void)
{
  free (&sink); /* { dg-error {\[escape:free\]} } */
}

void *alloc (void) __attribute__ ((escape_nonallocating));

void *
alloc (void)
{
  return malloc (8); /* { dg-error {\[escape:alloc\]} } */
} /* { dg-warning {escapes to heap \[escape:heap\]} "" { target *-*-* } .-1 } */

/* What the library keeps and hands out again comes back, though it was in nobody's
   memory but the library's.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <search.h>
#include <string.h>

static int
compare (const void *a, const void *b) /* { dg-note "'a' does not escape" } */
/* { dg-note "'b' does not escape" "" { target *-*-* } .-1 } */
{
  return strcmp (a, b);
}

void
found (void **out) /* { dg-note "'out' does not escape" } */
{
  char l[64] = "l"; /* { dg-note "address of local 'l' escapes its frame" } */
  void *tree = NULL; /* { dg-note "'tree' does not escape" } */
  tsearch (l, &tree, compare); /* { dg-note "escapes to heap" } */
  out[1] = *(void **) tfind (l, &tree, compare);
  tdelete (l, &tree, compare);
}

void
taken_back (void **out) /* { dg-note "'out' does not escape" } */
{
  char l[64] = "l"; /* { dg-note "'l' does not escape" } */
  void *old = out[1];
  out[1] = l;
  l[1] = '2';
  out[1] = old;
}

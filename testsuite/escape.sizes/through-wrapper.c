/* The size goes through a wrapper: each call knows its own.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-m=1 -fplugin-arg-escape-stack-limit=100" } */

#include <stdlib.h>

static void
look (const void *p) /* { dg-note "'p' does not escape" } */
{
  if (!p)
    abort ();
}

static void *
make (size_t n)
{
  return malloc (n); /* { dg-note {'malloc\(\.\.\.\)' escapes to heap} } */
}

void
fits (void)
{
  void *p = make (100); /* { dg-note {'make\(\.\.\.\)' does not escape(?! but)} } */
  look (p);
  free (p);
}

void
does_not_fit (void)
{
  void *p = make (101); /* { dg-note {'make\(\.\.\.\)' does not escape but is too large for the stack \(101 > 100 bytes\)} } */
  look (p);
  free (p);
}

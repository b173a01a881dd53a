/* What a static function makes for its caller is the caller's to release, and
   is named after the function.  */
/* { dg-do compile } */

#include <stdlib.h>

static void *
xmalloc (size_t n)
{
  void *p = malloc (n); /* { dg-bogus "escape:leak" } */
  if (!p)
    abort ();
  return p;
}

void
lost (void)
{
  int *p = xmalloc (sizeof *p); /* { dg-warning {'xmalloc\(\.\.\.\)' is never released \[escape:leak\]} } */
  *p = 1;
}

void
released (void)
{
  int *p = xmalloc (sizeof *p); /* { dg-bogus "escape:leak" } */
  *p = 1;
  free (p);
}

/* A macro whose argument contains the call does not make it; the caret is in
   the argument.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

#define SAME(x) (x)
#define KEEP(p) (kept = (p))
#define NEW(type) ((type *) malloc (sizeof (type)))

void *kept;

void *
plain (void)
{
  return SAME (malloc (4)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
}

void
macro_in_argument (void)
{
  KEEP (NEW (int)); /* { dg-warning {'NEW\(\.\.\.\)' escapes to heap} } */
}

/* { dg-json {"function": "plain", .*"column": 16, .*"name": "malloc"} } */

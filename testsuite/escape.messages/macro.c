/* A call is named by the outermost macro whose definition contains it, with the
   caret where that macro is used; JSON has that place and the function's
   name.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

#define NEW(type) ((type *) malloc (sizeof (type)))
#define NEW_INT() NEW (int)
#define NODE malloc (8)
#define XMALLOC malloc
#define BY(function) function (4)

void *kept;

int *
one (void)
{
  return NEW (int); /* { dg-warning {'NEW\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int *
outermost (void)
{
  return NEW_INT (); /* { dg-warning {'NEW_INT\(\.\.\.\)' escapes to heap} } */
}

void *
object_like (void)
{
  return NODE; /* { dg-warning {'NODE\(\.\.\.\)' escapes to heap} } */
}

void *
renamed (void)
{
  return XMALLOC (4); /* { dg-warning {'XMALLOC\(\.\.\.\)' escapes to heap} } */
}

void *
named_by_argument (void)
{
  return BY (malloc); /* { dg-warning {'BY\(\.\.\.\)' escapes to heap} } */
}

/* { dg-json {"function": "one", .*"line": 20, "column": 10, .*"name": "malloc".*'NEW\(\.\.\.\)' is allocated here} } */
/* { dg-json {"function": "named_by_argument", .*"column": 10, .*"name": "malloc"} } */

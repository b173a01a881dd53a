/* C99 inline and static inline functions are looked through.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct stack
{
  void *top;
};

static struct stack undo;

static inline void
push (struct stack *s, void *p)
{
  s->top = p;
}

void
global_push (void)
{
  push (&undo, malloc (1)); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
local_push (void)
{
  struct stack s;
  push (&s, malloc (2)); /* { dg-bogus "escape:heap" } */
  free (s.top);
}

void *
undo_top (void)
{
  return undo.top;
}

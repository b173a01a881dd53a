/* A struct holds an array and a pointer to it.  What is read by a variable index
   is not that pointer for certain, only because it lies before the array.  */
/* { dg-do compile } */
/* { dg-options "" } */

#include <stddef.h>

struct stack
{
  void **items;
  size_t n;
  void *room[32];
};

extern void *next (void *);

static void
init (struct stack *s)
{
  s->items = s->room;
  s->n = 0;
}

static void
push (struct stack *s, void *p)
{
  s->items[s->n++] = p;
}

static void *
pop (struct stack *s)
{
  return s->n ? s->items[--s->n] : NULL;
}

void
last (void **to, void *p)
{
  struct stack s; /* { dg-bogus "escape:stack" } */
  init (&s);
  for (; p; p = next (p))
    push (&s, p);
  *to = pop (&s);
}

/* But it is where it is read by its name.  */

void
by_name (void ***to)
{
  struct stack s; /* { dg-warning {address of local 's' escapes its frame \[escape:stack\]} } */
  init (&s);
  *to = s.items;
}

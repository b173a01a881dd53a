/* A pointer that is behind a loop only where the loop did not run: who wrote it
   may know that it does.  */
/* { dg-do compile } */

struct list { struct list *next, *prev; int value; };

struct list *global;

/* The head is in the list's first element only if one list is empty.  */
struct list *
merge (struct list *a, struct list *b)
{
  struct list head, *last = &head, *prev = 0;
  while (a && b)
    {
      if (a->value < b->value)
	{
	  last->next = a;
	  a = a->next;
	}
      else
	{
	  last->next = b;
	  b = b->next;
	}
      last = last->next;
      last->prev = prev;
      prev = last;
    }
  last->next = a ? a : b;
  last->next->prev = last;
  return head.next;
}

/* The loop leaves it as it is.  */
void
kept (struct list *a)
{
  struct list head, *last = &head; /* { dg-warning {address of local 'head' escapes its frame \[escape:stack\]} } */
  while (a)
    {
      last->next = a;
      a = a->next;
    }
  global = last;
}

/* Or may.  */
void
perhaps_kept (struct list *a)
{
  struct list head = { 0, 0, 0 }, *last = &head; /* { dg-warning {address of local 'head' escapes its frame \[escape:stack\]} } */
  for (; a; a = a->next)
    if (a->value)
      last = a;
  global = last;
}

/* In the loop it is there for certain.  */
void
in_the_loop (struct list *a)
{
  struct list head = { 0, 0, 0 }, *last = &head; /* { dg-warning {address of local 'head' escapes its frame \[escape:stack\]} } */
  for (; a; a = a->next)
    {
      global = last;
      last = a;
    }
}

/* A branch is not a loop.  */
void
branch (struct list *a)
{
  struct list head = { 0, 0, 0 }, *last = &head; /* { dg-warning {address of local 'head' escapes its frame \[escape:stack\]} } */
  if (a)
    last = a;
  global = last;
}

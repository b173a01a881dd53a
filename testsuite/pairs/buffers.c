/* Structs that own a buffer: what goes in, out, and from one to the next.  Of
   numbers: bytes can carry pointers in C.  */

#include "pairs.h"
#include <escape/slices.h>

struct buffer
{
  ints data;
  ints rest;
  struct buffer *next;
};

ints global;

void
shrink (struct buffer *b, size_t n) // truth: b: stays
{
  b->data = ints_sub (b->data, 0, n);
}

void
reset (struct buffer *b) // truth: b: stays
{
  b->data = (ints) { 0 };
}

ints
advance (struct buffer *b, size_t n) // truth: b: to result 1
{
  ints head = ints_sub (b->data, 0, n);
  b->data = ints_sub (b->data, n, b->data.len);
  return head;
}

void
move (struct buffer *to, struct buffer *from) // truth: to: stays; from: to param to 1
{
  to->data = from->data;
  from->data = (ints) { 0 };
}

void
attach (struct buffer *b, ints data) // truth: b: stays; data: to param b 0
{
  b->data = data;
}

void
fill (struct buffer *b, ints data) // truth: b: stays; data: stays
{
  memcpy (b->data.ptr, data.ptr, data.len * sizeof *data.ptr);
}

int
drain (struct buffer *b, ints to) // truth: b: stays; to: stays
{
  memcpy (to.ptr, b->data.ptr, to.len * sizeof *to.ptr);
  return to.len;
}

ints
detach (struct buffer *b) // truth: b: to result 1
{
  ints data = b->data;
  b->data = (ints) { 0 };
  return data;
}

void
unread (struct buffer *b) // truth: b: to heap 1
{
  global = b->data;
}

int
filled_stays (void)
{
  struct buffer b = { 0 };           // truth: local b: stays
  ints data = ints_make (16, 16); // truth: new: stays
  attach (&b, data);
  shrink (&b, 8);
  int c = slice_at (b.data, 3);
  ints_free (&data);
  return c;
}

ints
detached (void)
{
  struct buffer b = { 0 };           // truth: local b: stays
  ints data = ints_make (16, 16); // truth: new: escapes
  attach (&b, data);
  return detach (&b);
}

int
moved_stays (void)
{
  struct buffer a = { 0 }, b = { 0 }; // truth: local a: stays; local b: stays
  ints data = ints_make (16, 16);  // truth: new: stays
  attach (&a, data);
  move (&b, &a);
  int c = slice_at (b.data, 2);
  ints_free (&b.data);
  return c;
}

void
insert_after (struct buffer *b, struct buffer *c) // truth: b: to param c 1; c: to param b 0
{
  c->next = b->next;
  b->next = c;
}

int
chain_stays (void)
{
  struct buffer *a = NEW (struct buffer); // truth: new: stays
  struct buffer *b = NEW (struct buffer); // truth: new: stays
  struct buffer *c = NEW (struct buffer); // truth: new: stays
  insert_after (a, b);
  insert_after (a, c);
  int n = 0;
  for (struct buffer *next; a; a = next)
    {
      next = a->next;
      n++;
      free (a);
    }
  return n;
}

/* A buffer that a callee grows in place, through a pointer to the struct.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct buffer
{
  char *data;
  size_t length, capacity;
};

static void
buffer_add (struct buffer *b, char c)
{
  if (b->length == b->capacity)
    {
      b->capacity = 2 * b->capacity + 16;
      b->data = realloc (b->data, b->capacity); /* { dg-bogus "escape:heap" } */
      if (!b->data)
	abort ();
    }
  b->data[b->length++] = c;
}

size_t
escaped_length (const char *s)
{
  struct buffer b = { 0, 0, 0 };
  for (; *s; s++)
    {
      if (*s == '"')
	buffer_add (&b, '\\'); /* { dg-bogus "escape:heap" } */
      buffer_add (&b, *s); /* { dg-bogus "escape:heap" } */
    }
  free (b.data);
  return b.length;
}

char *
with_quote (void)
{
  struct buffer b = { 0, 0, 0 };
  buffer_add (&b, '"'); /* { dg-warning {'buffer_add\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return b.data;
}

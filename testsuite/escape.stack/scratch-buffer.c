/* A buffer on the stack in place of a caller's for a while: the error path must
   put the old one back too.  */
/* { dg-do compile } */

#include <string.h>

struct stream
{
  char *buffer;
  size_t size;
};

int
format (struct stream *s, const char *text)
{
  char scratch[100]; /* { dg-bogus "escape:stack" } */
  struct stream old = *s;
  s->buffer = scratch;
  s->size = sizeof scratch;
  if (strlen (text) >= s->size)
    {
      *s = old;
      return -1;
    }
  strcpy (s->buffer, text);
  s->buffer = old.buffer;
  s->size = old.size;
  return 0;
}

int
format_badly (struct stream *s, const char *text)
{
  char scratch[100]; /* { dg-warning {address of local 'scratch' escapes its frame \[escape:stack\]} } */
  struct stream old = *s;
  s->buffer = scratch;
  s->size = sizeof scratch;
  if (strlen (text) >= s->size)
    return -1;
  strcpy (s->buffer, text);
  *s = old;
  return 0;
}

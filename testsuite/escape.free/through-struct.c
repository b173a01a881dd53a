/* The storage travels in a struct to a destructor that frees its member.  */
/* { dg-do compile } */

#include <stdlib.h>

struct text
{
  char *data;
  size_t length;
};

static void
text_clear (struct text *t)
{
  free (t->data); /* { dg-bogus "escape:free" } */
  t->data = 0;
}

char
wrong (char c)
{
  char buf[4] = { c, 0 };
  struct text t = { buf, 1 };
  c = t.data[0];
  text_clear (&t); /* { dg-warning {\[escape:free\]} } */
  return c;
}

char
right (char c)
{
  struct text t = { malloc (4), 1 };
  if (t.data)
    t.data[0] = c;
  text_clear (&t); /* { dg-bogus "escape:free" } */
  return c;
}

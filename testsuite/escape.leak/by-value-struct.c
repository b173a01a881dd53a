/* An owner that is passed and returned by value.  */
/* { dg-do compile } */

#include <stdlib.h>

struct buffer
{
  char *bytes;
  int size;
};

static struct buffer
buffer_new (int size)
{
  struct buffer b = { malloc (size), size }; /* { dg-bogus "escape:leak" } */
  return b;
}

static void
buffer_free (struct buffer b)
{
  free (b.bytes);
}

int
freed (int size)
{
  struct buffer b = buffer_new (size); /* { dg-bogus "escape:leak" } */
  int first = b.bytes[0];
  buffer_free (b);
  return first;
}

int
forgotten (int size)
{
  struct buffer b = buffer_new (size); /* { dg-warning {'buffer_new\(\.\.\.\)' is never released \[escape:leak\]} } */
  return b.bytes[0];
}

/* A struct that has room for little inside and takes more from the heap: its
   pointer is compared with the room, or not.  */
/* { dg-do compile } */

#include <stdlib.h>

struct text
{
  char small[8];
  char *bytes;
};

static void
text_free (struct text *t)
{
  if (t->bytes != t->small)
    free (t->bytes);
}

static void
text_free_badly (struct text *t)
{
  free (t->bytes);
}

int
compared (int n)
{
  struct text t;
  t.bytes = n < 8 ? t.small : malloc (n);
  t.bytes[0] = n;
  n = t.bytes[0];
  text_free (&t); /* { dg-bogus "escape:free" } */
  return n;
}

int
small_only (int n)
{
  struct text t;
  t.bytes = t.small;
  t.bytes[0] = n;
  n = t.bytes[0];
  text_free (&t); /* { dg-bogus "escape:free" } */
  return n;
}

int
not_compared (int n)
{
  struct text t;
  t.bytes = t.small;
  t.bytes[0] = n;
  n = t.bytes[0];
  text_free_badly (&t); /* { dg-warning {'free' of 't', which is not on the heap \[escape:free\]} } */
  return n;
}

/* What is put into a slice that does not escape does not escape.  What is put
   into one that is returned does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct slice
{
  void **ptr;
  size_t len, cap;
};

static struct slice
slice_make (size_t cap)
{
  struct slice s = { malloc (cap * sizeof (void *)), 0, cap };
  if (!s.ptr)
    abort ();
  return s;
}

static void
slice_push (struct slice *s, void *item)
{
  if (s->len == s->cap)
    {
      s->cap = 2 * s->cap + 1;
      s->ptr = realloc (s->ptr, s->cap * sizeof (void *));
      if (!s->ptr)
	abort ();
    }
  s->ptr[s->len++] = item;
}

int
stays (void)
{
  struct slice s = slice_make (4); /* { dg-bogus "escape:heap" } */
  void *item = malloc (1); /* { dg-bogus "escape:heap" } */
  slice_push (&s, item); /* { dg-bogus "escape:heap" } */
  int n = s.len;
  free (s.ptr[0]);
  free (s.ptr);
  return n;
}

struct slice
leaves (void)
{
  struct slice s = slice_make (4); /* { dg-warning {'slice_make\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  void *item = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  slice_push (&s, item); /* { dg-warning {'slice_push\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  return s;
}

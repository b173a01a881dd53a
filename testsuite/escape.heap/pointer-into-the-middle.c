/* A pointer to the middle of an object keeps the whole object: a header is
   skipped, the body is returned.  The body's length alone keeps nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct header
{
  size_t size;
};

void *
body_new (size_t size)
{
  struct header *h = malloc (sizeof *h + size); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!h)
    return 0;
  h->size = size;
  return h + 1;
}

size_t
body_size (size_t size)
{
  struct header *h = malloc (sizeof *h + size); /* { dg-bogus "escape:heap" } */
  if (!h)
    return 0;
  h->size = size;
  size = h->size;
  free (h);
  return size;
}

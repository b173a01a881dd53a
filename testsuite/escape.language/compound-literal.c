/* A compound literal that is returned by value takes its pointers along.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct box
{
  void *content;
  int size;
};

struct box
boxed (void)
{
  return (struct box){ .content = malloc (4), .size = 4 }; /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
size (void)
{
  struct box *b = &(struct box){ .content = malloc (4), .size = 4 }; /* { dg-bogus "escape:heap" } */
  free (b->content);
  return b->size;
}

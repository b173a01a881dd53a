/* A store through a pointer goes to what the pointer can point to: to the
   global registry in one function, to a local one in the other.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct registry
{
  void *head;
};

struct registry registry;

void
remember (void)
{
  struct registry *r = &registry;
  r->head = malloc (16); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void
try_once (void)
{
  struct registry mine;
  struct registry *r = &mine;
  r->head = malloc (16); /* { dg-bogus "escape:heap" } */
  free (r->head);
}

/* flow ("2 -> 1*"): what argument 2 points to goes into the memory of argument
   1 and nowhere else.  It escapes if that memory does.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct bag
{
  void *first;
};

void bag_put (struct bag *, void *) __attribute__ ((escape_flow ("2 -> 1*")));

struct bag global_bag;

void
into_local (void)
{
  struct bag b = { 0 };
  void *item = malloc (8); /* { dg-bogus "escape:heap" } */
  bag_put (&b, item);
  free (item);
}

void
into_global (void)
{
  void *item = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  bag_put (&global_bag, item);
}

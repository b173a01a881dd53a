/* Once unknown code has a container it may look again later: what is stored
   in it after the call is in its hands as well.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct box
{
  void *content;
};

extern void watch (struct box *);

void
fill (struct box *unused)
{
  struct box *b = malloc (sizeof *b); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!b || unused)
    abort ();
  b->content = 0;
  watch (b);
  b->content = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

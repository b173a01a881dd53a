/* What a parameter points to is not known, so it may be freed.  The parameter
   itself lies in the frame.  */
/* { dg-do compile } */

#include <stdlib.h>

struct box
{
  int *content;
};

void
box_free (struct box *b)
{
  free (b->content); /* { dg-bogus "escape:free" } */
  free (b); /* { dg-bogus "escape:free" } */
}

void
box_wrong (struct box b)
{
  free (&b); /* { dg-warning {'free' of 'b', which is not on the heap \[escape:free\]} } */
}

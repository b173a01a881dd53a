/* Releasing a parameter is no leak of it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stdlib.h>

struct box
{
  void *content;
};

void
box_free (struct box *b) /* { dg-note "'b' does not escape" } */
{
  free (b->content);
  free (b);
}

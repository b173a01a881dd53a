/* A compound literal is a local, however much it looks like a constructor.  */
/* { dg-do compile } */

#include <stdlib.h>

struct node
{
  struct node *next;
  int value;
};

void
wrong (int v)
{
  struct node *n = &(struct node){ 0, v };
  n->value++;
  free (n); /* { dg-warning {'free' of 'compound literal', which is not on the heap \[escape:free\]} } */
}

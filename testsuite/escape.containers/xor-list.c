/* An XOR list hides its pointers in integers: sound, so the nodes of a list
   that leaves escape.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdint.h>
#include <stdlib.h>

struct node
{
  uintptr_t link;
};

struct node *
two (void)
{
  struct node *a = malloc (sizeof *a); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  struct node *b = malloc (sizeof *b); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!a || !b)
    abort ();
  a->link = 0 ^ (uintptr_t) b;
  b->link = (uintptr_t) a ^ 0;
  return a;
}

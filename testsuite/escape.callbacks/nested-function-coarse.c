/* A nested function that may be called where unknown code may be, too, writes
   to the frame of its function: also where that is too much for the finest
   look at it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-budget=2000 -Wno-trampolines" } */

#include <stdlib.h>

struct node
{
  struct node *left, *right;
};

extern void (*unknown (void)) (void);

#define TURN(N)                                                               \
  N = (N)->left->right;                                                       \
  (N)->left = (N)->right->left;                                               \
  (N)->right->right = (N)->left->left;
#define TURN_4(N) TURN (N) TURN (N) TURN (N) TURN (N)
#define TURN_32(N)                                                            \
  TURN_4 (N) TURN_4 (N) TURN_4 (N) TURN_4 (N)                                 \
  TURN_4 (N) TURN_4 (N) TURN_4 (N) TURN_4 (N)

void *
moved_by_nested (struct node *tree, int which)
{
  int *x = malloc (sizeof *x); /* { dg-warning {'malloc\(...\)' escapes to heap \[escape:heap\]} "" } */
  int *y = malloc (sizeof *y);
  void *moved = NULL;
  void
  move (void)
  {
    moved = x;
  }
  void (*call) (void) = which ? unknown () : move;
  TURN_32 (tree)
  call ();
  free (y);
  return moved;
}

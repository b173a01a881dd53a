/* Reason: returned, also inside a struct.  */
/* { dg-do compile } */

#include <stdlib.h>

struct view
{
  int *first;
  int length;
};

struct view
make (void)
{
  return (struct view){ malloc (4), 1 };
}

/* { dg-json {"function": *"make".*"reasons": *\["returned"\].*"grade": *"shown"} } */

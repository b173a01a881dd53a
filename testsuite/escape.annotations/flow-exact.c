/* flow ("1 -> ret"): a pointer to somewhere in what argument 1 points to, so
   that members are not told apart; "1 -> ret exact": argument 1 itself.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdlib.h>

struct pair
{
  void *first, *second;
};

struct pair *part (struct pair *) __attribute__ ((escape_flow ("1 -> ret")));
struct pair *same (struct pair *)
  __attribute__ ((escape_flow ("1 -> ret exact")));

void *
from_part (void)
{
  struct pair p;
  p.first = malloc (1);			/* { dg-warning "escape:heap" } */
  p.second = malloc (2);		/* { dg-warning "escape:heap" } */
  return part (&p)->first;
}

void *
from_same (void)
{
  struct pair p;
  p.first = malloc (1);			/* { dg-warning "escape:heap" } */
  p.second = malloc (2);		/* { dg-bogus "escape:heap" } */
  void *first = same (&p)->first;
  free (p.second);
  return first;
}

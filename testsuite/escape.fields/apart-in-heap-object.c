/* The fields of a heap object are told apart just as well.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct parser
{
  char *tree;
  char *stack;
};

char *
parse (void)
{
  struct parser *p = malloc (sizeof *p); /* { dg-bogus "escape:heap" } */
  if (!p)
    return 0;
  p->tree = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  p->stack = malloc (2); /* { dg-bogus "escape:heap" } */
  char *tree = p->tree;
  free (p->stack);
  free (p);
  return tree;
}

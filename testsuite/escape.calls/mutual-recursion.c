/* Mutual recursion through a parser: the node goes up through both functions
   and out.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct expr
{
  struct expr *inner;
};

static struct expr *parse_group (const char **s, int depth);

static struct expr *
parse (const char **s, int depth)
{
  if (**s == '(')
    return parse_group (s, depth);
  return calloc (1, sizeof (struct expr));
}

static struct expr *
parse_group (const char **s, int depth)
{
  struct expr *e = malloc (sizeof *e); /* { dg-bogus "escape:heap" } */
  if (!e)
    abort ();
  ++*s;
  e->inner = parse (s, depth + 1);
  return e;
}

struct expr *
parse_text (const char *s)
{
  return parse (&s, 0); /* { dg-warning {'parse\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

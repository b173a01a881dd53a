/* A struct of operations, set once by its constant initialiser, as drivers
   have it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct ops
{
  int (*size) (const char *);
  void (*close) (char *);
};

static char *graveyard;

static int
plain_size (const char *p)
{
  return p[0];
}

static void
plain_close (char *p)
{
  free (p);
}

static void
hoarding_close (char *p)
{
  graveyard = p;
}

static const struct ops plain = { plain_size, plain_close };
static const struct ops hoarding = { plain_size, hoarding_close };

static int
run (const struct ops *ops)
{
  char *p = calloc (4, 1); /* { dg-warning {'calloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!p)
    return 0;
  int n = ops->size (p);
  ops->close (p);
  return n;
}

static int
run_plain (const struct ops *ops)
{
  char *p = calloc (4, 1); /* { dg-bogus "escape:heap" } */
  if (!p)
    return 0;
  int n = ops->size (p);
  ops->close (p);
  return n;
}

int
both (void)
{
  return run (&hoarding) + run_plain (&plain) + (graveyard != 0);
}

/* An object that escapes belongs to someone else.  */
/* { dg-do compile } */

#include <stdlib.h>

static char *owner;
extern void take (char *);

char *
to_caller (void)
{
  return malloc (1); /* { dg-bogus "escape:leak" } */
}

void
to_global (void)
{
  owner = malloc (2); /* { dg-bogus "escape:leak" } */
}

void
to_unknown_code (void)
{
  take (malloc (3)); /* { dg-bogus "escape:leak" } */
}

void
to_out_parameter (char **out)
{
  *out = malloc (4); /* { dg-bogus "escape:leak" } */
}

char
owner_first (void)
{
  return owner ? *owner : 0;
}

/* An object that is handed to a struct is released with the struct, by a
   function that knows nothing of where it came from.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

struct config
{
  char *name;
  char *path;
};

static void
config_set_name (struct config *c, char *name)
{
  free (c->name);
  c->name = name;
}

static void
config_clear (struct config *c)
{
  free (c->name);
}

size_t
use (const char *text)
{
  struct config c = { 0, 0 };
  char *name = strdup (text); /* { dg-bogus "escape:leak" } */
  config_set_name (&c, name);
  c.path = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
  size_t n = c.path && name ? strlen (c.path) + strlen (c.name) : 0;
  config_clear (&c);
  return n;
}

/* Sizes are compared without sign: what one comparison says, another knows.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

char *
copied_if_small (size_t n)
{
  char here[16], *p = here; /* { dg-bogus "escape:stack" } */
  if (n > sizeof here)
    {
      p = malloc (n);
      if (!p)
        return NULL;
    }
  *p = 0;
  if (n <= sizeof here)
    p = strdup (p);
  return p;
}

char *
copied_if_large (size_t n)
{
  char here[16], *p = here; /* { dg-warning {address of local 'here' escapes its frame \[escape:stack\]} } */
  if (n > sizeof here)
    {
      p = malloc (n);
      if (!p)
        return NULL;
      *p = 0;
      return p;
    }
  return p;
}

/* A small buffer on the stack that a larger one from the heap takes the place of:
   what is handed out is a copy.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

char *
join (const char *a, const char *b)
{
  char small[64]; /* { dg-bogus "escape:stack" } */
  char *p = small;
  size_t n = strlen (a) + strlen (b) + 1;
  if (n > sizeof small && !(p = malloc (n)))
    return 0;
  strcpy (p, a);
  strcat (p, b);
  char *result = strdup (p);
  if (p != small)
    free (p); /* { dg-bogus "escape:free" } */
  return result;
}

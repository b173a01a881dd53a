/* What libc's functions do is known: strlen and memmove do not allocate,
   strdup does.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

__attribute__ ((escape_nonallocating)) int
quiet (char *a, const char *b)
{
  memmove (a, b, strlen (b) + 1); /* { dg-bogus "escape:alloc" } */
  return abs (strcmp (a, b)); /* { dg-bogus "escape:alloc" } */
}

__attribute__ ((escape_nonallocating)) int
noisy (const char *b)
{
  char *c = strdup (b); /* { dg-warning {\[escape:alloc\]} } */
  free (c);
  return 0;
}

/* A buffer that grows as it is read into, with a way out for each failure.  */
/* { dg-do compile } */

#include <stdio.h>
#include <stdlib.h>

char *
read_all (FILE *f)
{
  size_t room = 16, n = 0;
  int c;
  char *bytes = malloc (room); /* { dg-bogus "escape:leak" } */
  if (!bytes)
    return bytes;
  while ((c = getc (f)) != EOF)
    {
      if (n + 1 >= room)
	{
	  char *more = realloc (bytes, room *= 2); /* { dg-bogus "escape:leak" } */
	  if (!more)
	    {
	      free (bytes);
	      return 0;
	    }
	  bytes = more;
	}
      bytes[n++] = c;
    }
  bytes[n] = 0;
  return bytes;
}

/* A pointer that may point to the heap may be freed: the test against the
   local buffer is ordinary C, whatever it looks like.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

int
guarded (const char *s)
{
  char buf[32];
  char *p = buf;
  size_t n = strlen (s) + 1;
  if (n > sizeof buf)
    {
      p = malloc (n);
      if (!p)
	return -1;
    }
  memcpy (p, s, n);
  int first = p[0];
  if (p != buf)
    free (p); /* { dg-bogus "escape:free" } */
  return first;
}

int
by_flag (const char *s, int large)
{
  char buf[32];
  char *p = large ? strdup (s) : buf;
  if (!p)
    return -1;
  p[0] = s[0];
  int first = p[0];
  if (large)
    free (p); /* { dg-bogus "escape:free" } */
  return first;
}

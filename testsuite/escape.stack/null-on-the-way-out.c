/* A pointer that a condition has just shown to be null is nobody's address: the
   local's does not come out where only null does (as in Lua's l_str2d).  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

static const char *
scan (const char *s)
{
  while (*s >= '0' && *s <= '9')
    s++;
  return *s ? NULL : s;
}

const char *
skip_number (const char *s)
{
  const char *end = scan (s);
  if (!end)
    {
      char copy[32];
      if (strlen (s) >= sizeof copy)
	return NULL;
      strcpy (copy, s);
      end = scan (copy);
      if (end)
	end = s + (end - copy);
    }
  return end;
}

const char *
wrong (const char *s)
{
  const char *end = scan (s);
  if (!end)
    {
      char copy[32]; /* { dg-warning {address of local 'copy' escapes its frame \[escape:stack\]} } */
      if (strlen (s) >= sizeof copy)
	return NULL;
      strcpy (copy, s);
      end = scan (copy);
    }
  return end;
}

/* A pointer that is handed on where it is null only does not lead anywhere: as
   Lua converts numbers in a copy of the text.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

static const char *
number_end (const char *text, double *result)
{
  char *end;
  *result = strtod (text, &end);
  return end == text ? 0 : end;
}

const char *
convert (const char *text, double *result)
{
  const char *end = number_end (text, result);
  if (!end)
    {
      char copy[32]; /* { dg-bogus "escape:stack" } */
      const char *point = strchr (text, '.');
      if (!point || strlen (text) >= sizeof copy)
	return 0;
      strcpy (copy, text);
      copy[point - text] = ',';
      end = number_end (copy, result);
      if (end)
	end = text + (end - copy);
    }
  return end;
}

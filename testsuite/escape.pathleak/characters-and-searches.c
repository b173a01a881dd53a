/* Who looks for a character in a string finds it or not, whatever other characters
   are known; but finds one that is there.  */
/* { dg-do compile } */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
in_a_line (FILE *in)
{
  char line[80];
  char *section = strdup (""); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!section)
    return -1;
  while (fgets (line, sizeof line, in))
    if (line[0] == '[')
      {
        char *end = strchr (line, ']');
        if (!end)
          return -1;
        *end = '\0';
      }
  free (section);
  return 0;
}

int
in_an_argument (const char *line)
{
  char *section = strdup (""); /* { dg-warning {is not released on this path \[escape:pathleak\]} } */
  if (!section)
    return -1;
  if (line[0] == '[' && line[1] != '[' && !strchr (line, ']'))
    return -1;
  free (section);
  return 0;
}

int
is_there (const char *line)
{
  char *section = strdup (""); /* { dg-bogus "escape:pathleak" } */
  if (!section)
    return -1;
  if (line[0] == ']' && !strchr (line, ']'))
    return -1;
  free (section);
  return 0;
}

int
is_there_in_a_line (FILE *in)
{
  char line[80];
  char *section = strdup (""); /* { dg-bogus "escape:pathleak" } */
  if (!section)
    return -1;
  if (fgets (line, sizeof line, in))
    if (line[0] == ']' && !strchr (line, ']'))
      {
        return -1;
      }
  free (section);
  return 0;
}

int
is_known (int c)
{
  char text[3] = { 'a', 'b', '\0' };
  char *section = strdup (""); /* { dg-bogus "escape:pathleak" } */
  if (!section)
    return -1;
  if (c && strchr (text, 'c'))
    return -1;
  free (section);
  return 0;
}

/* strtok keeps its string for the next call; strtok_r keeps it where it is
   told to.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

int
words_r (const char *text)
{
  char *copy = strdup (text), *save; /* { dg-bogus "escape:heap" } */
  int n = 0;
  if (!copy)
    return -1;
  for (char *w = strtok_r (copy, " ", &save); w; w = strtok_r (0, " ", &save))
    n++;
  free (copy);
  return n;
}

int
words (const char *text)
{
  char *copy = strdup (text); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  int n = 0;
  if (!copy)
    return -1;
  for (char *w = strtok (copy, " "); w; w = strtok (0, " "))
    n++;
  free (copy);
  return n;
}

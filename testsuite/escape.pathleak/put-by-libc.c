/* A pointer that libc puts into a variable of the frame goes with it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>
#include <string.h>

long
lost (const char *s)
{
  char *end;
  char *text = strdup (s); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!text)
    return -1;
  long n = strtol (text, &end, 10);
  if (n < 0)
    return -1;
  free (text);
  return n;
}

long
not_lost (const char *s)
{
  char *end;
  char *text = strdup (s); /* { dg-bogus "escape:" } */
  if (!text)
    return -1;
  long n = strtol (text, &end, 10);
  if (*end)
    n = -1;
  free (text);
  return n;
}

/* There it is somebody else's.  */

long
left_to_caller (const char *s, char **end)
{
  char *text = strdup (s); /* { dg-bogus "escape:" } */
  if (!text)
    return -1;
  long n = strtol (text, end, 10);
  if (n < 0)
    return -1;
  free (text);
  *end = NULL;
  return n;
}

/* getcwd and realpath allocate only if they are given no buffer.
   { dg-do compile } */

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

size_t
into_the_callers (char *buffer, size_t size)
{
  return getcwd (buffer, size) ? strlen (buffer) : 0;
}

size_t
resolved (const char *name, char *buffer)
{
  char *path = realpath (name, buffer);
  return path ? strlen (path) : 0;
}

size_t
allocated (void)
{
  char *path = getcwd (NULL, 0); /* { dg-warning {'getcwd\(\.\.\.\)' is never released \[escape:leak\]} } */
  return path ? strlen (path) : 0;
}

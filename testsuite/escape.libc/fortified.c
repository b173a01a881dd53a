/* The checking variants that -D_FORTIFY_SOURCE puts in place of the functions
   have the same effects, and messages name what the source calls.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void use (char *);

char *
path_join (const char *dir, const char *name)
{
  size_t n = strlen (dir) + strlen (name) + 2;
  char *scratch = malloc (n); /* { dg-bogus "escape:heap" } */
  char *path = malloc (n);    /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (path && scratch)
    {
      strcpy (scratch, dir);
      strcat (scratch, "/");
      snprintf (path, n, "%s%s", scratch, name);
      memcpy (path, scratch, 1);
    }
  free (scratch);
  return path;
}

/* What was stored in the old array is in the reallocated one, and escapes with
   it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

static char **names;

void
names_set (const char *name)
{
  char **a = malloc (sizeof *a);
  if (!a)
    return;
  a[0] = strdup (name); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  char **b = realloc (a, 2 * sizeof *a); /* { dg-warning {'realloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!b)
    {
      free (a[0]);
      free (a);
      return;
    }
  names = b;
}

const char *
names_first (void)
{
  return names ? names[0] : 0;
}

void
names_try (const char *name)
{
  char **a = malloc (sizeof *a);
  if (!a)
    return;
  a[0] = strdup (name); /* { dg-bogus "escape:heap" } */
  char **b = realloc (a, 2 * sizeof *a); /* { dg-bogus "escape:heap" } */
  if (b)
    a = b;
  free (a[0]);
  free (a);
}

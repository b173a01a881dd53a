/* A buffer made before the loop and used in every round.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdio.h>
#include <stdlib.h>

int
total (FILE *f)
{
  char *line = malloc (256); /* { dg-bogus "escape:heap" } */
  int n = 0;
  if (!line)
    return -1;
  while (fgets (line, 256, f))
    n += atoi (line);
  free (line);
  return n;
}

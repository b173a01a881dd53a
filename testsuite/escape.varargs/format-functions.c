/* Format functions read their arguments and keep none.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stdio.h>

int
report (FILE *f,	  /* { dg-note "'f' does not escape" } */
	const char *name) /* { dg-note "'name' does not escape" } */
{
  int n = 0; /* { dg-note "'n' does not escape" } */
  char line[80]; /* { dg-note "'line' does not escape" } */
  snprintf (line, sizeof line, "%s%n", name, &n);
  fprintf (f, "%s: %p\n", line, (void *) name);
  return n;
}

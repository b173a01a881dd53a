/* stdio reads and writes the buffers that it is given, and keeps none.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <stdio.h>

int
copy_line (FILE *in,  /* { dg-note "'in' does not escape" } */
	   FILE *out) /* { dg-note "'out' does not escape" } */
{
  char line[80]; /* { dg-note "'line' does not escape" } */
  if (!fgets (line, sizeof line, in))
    return 0;
  fputs (line, out);
  return fwrite (line, 1, 1, out) + (fread (line, 1, 1, in) > 0);
}

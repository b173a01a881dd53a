/* A va_list parameter can hold pointers.  What it is read by, vsnprintf,
   keeps none of them.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

char *
format (const char *text, va_list ap)
{
  char *scratch = malloc (8); /* { dg-bogus "escape:heap" } */
  char *line = malloc (80); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (line && scratch)
    vsnprintf (line, 80, text, ap);
  free (scratch);
  return line;
}

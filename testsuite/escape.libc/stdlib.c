/* Numbers, environment and temporary names: arguments are read, not kept.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1 -D_GNU_SOURCE" } */

#include <stdlib.h>

int
settings (const char *name,  /* { dg-note "'name' does not escape" } */
	  const char *value) /* { dg-note "'value' does not escape" } */
{
  const char *old = getenv (name);
  setenv (name, value, 1);
  return atoi (value) + (old != 0) + (int) strtod (value, 0);
}

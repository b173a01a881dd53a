/* String functions read, write and compare, and keep nothing.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1" } */

#include <string.h>

int
compare (const char *a,	 /* { dg-note "'a' does not escape" } */
	 const char *b,	 /* { dg-note "'b' does not escape" } */
	 char *buffer)	 /* { dg-note "'buffer' does not escape" } */
{
  strcpy (buffer, a);
  strncat (buffer, b, 4);
  memset (buffer + 1, 0, strlen (a));
  return strcmp (a, b) + strncmp (a, b, 3) + memcmp (a, b, 2)
	 + (int) strspn (a, b);
}

/* putenv keeps the string that it is given; setenv copies it.  */
/* { dg-do compile } */
/* { dg-options "-D_GNU_SOURCE" } */

#include <stdlib.h>
#include <string.h>

int
bad (const char *value)
{
  char text[80] = "MODE="; /* { dg-warning {address of local 'text' escapes its frame \[escape:stack\]} } */
  strncat (text, value, 70);
  return putenv (text);
}

int
good (const char *value)
{
  char text[80] = ""; /* { dg-bogus "escape:stack" } */
  strncat (text, value, 70);
  return setenv ("MODE", text, 1);
}

/* memset, memcpy and their like hand back where they wrote, also where GCC
   would make an access of the call.  */
/* { dg-do compile } */

#include <string.h>

char *
cleared (void)
{
  char b[8]; /* { dg-warning {address of local 'b' escapes its frame \[escape:stack\]} } */
  return memset (b, 0, sizeof b);
}

char *
copied (void)
{
  char b[8]; /* { dg-warning {address of local 'b' escapes its frame \[escape:stack\]} } */
  return strcpy (b, "text");
}

char
only_source (char *to)
{
  char b[8]; /* { dg-bogus "escape:stack" } */
  memset (b, 0, sizeof b);
  to = memcpy (to, b, sizeof b);
  return to[0];
}

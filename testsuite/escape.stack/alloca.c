/* What alloca gives dies with the frame.  */
/* { dg-do compile } */

#include <alloca.h>
#include <string.h>

char *
copy (const char *s)
{
  char *p = alloca (strlen (s) + 1); /* { dg-warning {address of .*alloca.*escapes its (?:frame|block) \[escape:stack\]} } */
  return strcpy (p, s);
}

size_t
copy_length (const char *s)
{
  char *p = alloca (strlen (s) + 1); /* { dg-bogus "escape:stack" } */
  return strlen (strcpy (p, s));
}

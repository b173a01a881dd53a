/* A copy of a string has the characters of the string: what was asked of the one
   need not be asked of the other.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

extern char *unseen_copy (const char *) __attribute__ ((malloc));
extern char *build (void);

char *
by_unseen_code (const char *from)
{
  char *s = NULL;
  if (from && from[0])
    s = unseen_copy (from); /* { dg-bogus "escape:pathleak" } */
  if (!s || !s[0])
    s = build ();
  return s;
}

char *
by_the_library (const char *from)
{
  char *s = NULL;
  if (from && from[0])
    s = strdup (from); /* { dg-bogus "escape:pathleak" } */
  if (!s || !s[0])
    s = build ();
  return s;
}

static char *
copy (const char *from)
{
  size_t n = strlen (from) + 1;
  char *s = malloc (n);
  if (s)
    memcpy (s, from, n);
  return s;
}

char *
by_a_callee (const char *from)
{
  char *s = NULL;
  if (from && from[0])
    s = copy (from); /* { dg-bogus "escape:pathleak" } */
  if (!s || !s[0])
    s = build ();
  return s;
}

char *
never_asked (const char *from)
{
  char *s = NULL;
  if (from)
    s = strdup (from); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!s || !s[0])
    s = build ();
  return s;
}

char *
another_was_asked (const char *from, const char *other)
{
  char *s = NULL;
  if (other[0])
    s = strdup (from); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!s || !s[0])
    s = build ();
  return s;
}

char *
overwritten (const char *from, char with)
{
  char *s = NULL;
  if (from[0])
    s = strdup (from); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (s)
    s[0] = with;
  if (!s || !s[0])
    s = build ();
  return s;
}

/* The third argument of memccpy is a character, that of wmemcpy counts wide
   ones: neither is the number of bytes that are copied.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

void
up_to_a_character (void **out)
{
  void *a[2], *b[2];
  a[0] = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  a[1] = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  memccpy (b, a, 0, sizeof a);
  memccpy (out, b, 1, sizeof b);
}

void
wide_characters (void **out)
{
  void *a[2], *b[2];
  a[0] = malloc (1); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  a[1] = malloc (2); /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap} } */
  wmemcpy ((wchar_t *) b, (wchar_t *) a, sizeof a / sizeof (wchar_t));
  wmemmove ((wchar_t *) out, (wchar_t *) b, sizeof b / sizeof (wchar_t));
}

void
copied_only (void)
{
  void *a[2], *b[2];
  a[0] = malloc (1); /* { dg-bogus "escapes to heap" } */
  a[1] = malloc (2); /* { dg-bogus "escapes to heap" } */
  memccpy (b, a, 0, sizeof a);
  free (b[0]);
  wmemcpy ((wchar_t *) a, (wchar_t *) b, sizeof a / sizeof (wchar_t));
  free (a[1]);
}

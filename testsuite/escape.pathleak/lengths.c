/* How far a pointer has come is not less than nothing: who tests it for -1 tests
   for what the callee returns where it fails.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=heap" } */

#include <stdlib.h>
#include <string.h>

/* Too short for a pointer on any machine.  */
static short
encode (char *to, const char *from)
{
  char *start = to;
  for (; *from; from++)
    {
      if (*from == '\\')
	*to++ = '\\';
      *to++ = *from;
    }
  *to = 0;
  return to - start;
}

static short
encoded (char **to, const char *from)
{
  char *buf = malloc (2 * strlen (from) + 1);
  if (!buf)
    return -1;
  short n = encode (buf, from);
  *to = buf;
  return n;
}

int
succeeds (const char *s)
{
  char *text;
  if (encoded (&text, s) == -1) /* { dg-bogus "escape:" } */
    return -1;
  int n = text[0];
  free (text);
  return n;
}

int
succeeds_not_negative (const char *s)
{
  char *text;
  int n = encoded (&text, s); /* { dg-bogus "escape:" } */
  if (n < 0)
    return n;
  free (text);
  return 0;
}

int
nothing_encoded (const char *s)
{
  char *text;
  int n = encoded (&text, s); /* { dg-warning {'encoded\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (n <= 0)
    return -1;
  free (text);
  return n;
}

struct pair
{
  int key, value;
};

static int
find (const struct pair *p, int key)
{
  const struct pair *start = p;
  while (p->key && p->key != key)
    p++;
  return p - start;
}

int
found (const struct pair *p, int key)
{
  char *text = malloc (9); /* { dg-bogus "escape:" } */
  if (find (p, key) == -1)
    return -1;
  free (text);
  return 0;
}

int
found_behind (const struct pair *p, int key)
{
  char *text = malloc (9); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (find (p, key) == 1)
    return -1;
  free (text);
  return 0;
}

/* Who ends the process where realloc fails loses nothing: that of no bytes is no
   failure.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

extern void die (void) __attribute__ ((noreturn));
extern char *ask (char *, size_t);

static void *
grow (void *p, size_t size)
{
  p = realloc (p, size);
  if (!p && size != 0)
    die ();
  return p;
}

char *
twice (size_t n)
{
  char *p = NULL;
  for (size_t size = n; ; size *= 2)
    {
      p = grow (p, size); /* { dg-bogus "escape:" } */
      if (ask (p, size))
        break;
    }
  return grow (p, strlen (p) + 1); /* { dg-bogus "escape:" } */
}

char *
at_once (const char *s)
{
  char *p = strdup (s); /* { dg-bogus "escape:" } */
  if (!p)
    die ();
  size_t n = strlen (p);
  p = realloc (p, n);
  if (n && !p)
    die ();
  return p;
}

int
not_died (size_t n)
{
  char *p = malloc (8); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  p = realloc (p, n);
  if (!p)
    return -1;
  free (p);
  return 0;
}

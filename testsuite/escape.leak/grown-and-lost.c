/* That realloc moves what it made a round before is no release of the last one;
   nor does getline release the line that it leaves behind.  */
/* { dg-do compile } */
/* { dg-options "-D_GNU_SOURCE" } */

#include <stdio.h>
#include <stdlib.h>

int
grown (int n)
{
  char *p = 0;
  for (int i = 1; i < n; i++)
    {
      char *q = realloc (p, i); /* { dg-warning {'realloc\(\.\.\.\)' is never released \[escape:leak\]} } */
      if (!q)
	return 0;
      p = q;
      p[i - 1] = i;
    }
  return n;
}

int
grown_and_released (int n)
{
  char *p = 0;
  for (int i = 1; i < n; i++)
    {
      char *q = realloc (p, i); /* { dg-bogus "escape:leak" } */
      if (!q)
	break;
      p = q;
      p[i - 1] = i;
    }
  free (p);
  return n;
}

int
lines (FILE *f)
{
  char *line = 0;
  size_t room = 0;
  int n = 0;
  while (getline (&line, &room, f) > 0) /* { dg-warning {'getline\(\.\.\.\)' is never released \[escape:leak\]} } */
    n++;
  return n;
}

int
lines_and_released (FILE *f)
{
  char *line = 0;
  size_t room = 0;
  int n = 0;
  while (getline (&line, &room, f) > 0) /* { dg-bogus "escape:leak" } */
    n++;
  free (line);
  return n;
}

struct text
{
  char *bytes;
  size_t n, room;
};

static void
put (struct text *t, char c)
{
  if (t->n == t->room)
    {
      t->room = t->room * 2 + 8;
      t->bytes = realloc (t->bytes, t->room);
    }
  t->bytes[t->n++] = c;
}

char
put_and_lost (const char *s)
{
  struct text t = { 0 };
  while (*s)
    put (&t, *s++); /* { dg-warning {'put\(\.\.\.\)' is never released \[escape:leak\]} } */
  return t.bytes[0];
}

char
put_and_released (const char *s)
{
  struct text t = { 0 };
  while (*s)
    put (&t, *s++); /* { dg-bogus "escape:leak" } */
  char c = t.bytes[0];
  free (t.bytes);
  return c;
}

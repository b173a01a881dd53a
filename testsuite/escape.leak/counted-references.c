/* Who drops the last reference releases: that some path does is enough.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

struct text
{
  char *bytes;
  int references;
};

static struct text *
text_new (const char *bytes)
{
  struct text *t = malloc (sizeof *t); /* { dg-bogus "escape:leak" } */
  if (!t)
    return 0;
  t->references = 1;
  t->bytes = strdup (bytes); /* { dg-bogus "escape:leak" } */
  return t;
}

static void
text_drop (struct text *t)
{
  if (t && --t->references == 0)
    {
      free (t->bytes);
      free (t);
    }
}

int
first (const char *bytes)
{
  struct text *t = text_new (bytes); /* { dg-bogus "escape:leak" } */
  int c = t ? t->bytes[0] : 0;
  text_drop (t);
  return c;
}

int
first_kept (const char *bytes)
{
  struct text *t = text_new (bytes); /* { dg-warning {'text_new\(\.\.\.\)' is never released \[escape:leak\]} } */
  return t ? t->bytes[0] : 0;
}

/* Where the object is, the program ends: a message that is made to die with
   is no leak.  */
/* { dg-do compile } */

#include <stdio.h>
#include <stdlib.h>

struct parser
{
  const char *at;
  char *error;
};

static void
fail (struct parser *p, char c)
{
  p->error = malloc (32);
  if (!p->error)
    abort ();
  snprintf (p->error, 32, "bad character 0x%02x", c);
}

void
parse_or_die (const char *text)
{
  struct parser p = { text, NULL };
  for (; *p.at && !p.error; p.at++)
    if (*p.at < ' ')
      fail (&p, *p.at); /* { dg-bogus "escape:leak" } */
  if (p.error)
    {
      puts (p.error);
      exit (1);
    }
}

int
parse (const char *text)
{
  struct parser p = { text, NULL };
  for (; *p.at && !p.error; p.at++)
    if (*p.at < ' ')
      fail (&p, *p.at); /* { dg-warning {'fail\(\.\.\.\)' is never released \[escape:leak\]} } */
  if (p.error)
    {
      puts (p.error);
      return 1;
    }
  return 0;
}

/* Unseen code that gets a struct may note an error there; a mark that the
   function itself has put there is its own.  */
/* { dg-do compile } */

#include <stdlib.h>

struct parser
{
  int error;
  unsigned owned : 1;
};

extern int parse (struct parser *, const char *);
extern int peek (const struct parser *);

int
returns_on_error (const char *text)
{
  struct parser s = { 0 };
  char *p = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  parse (&s, text);
  if (s.error)
    return -1;
  free (p);
  return 0;
}

int
returns_on_error_in_caller (struct parser *s, const char *text)
{
  char *p = malloc (10); /* { dg-warning {'malloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  s->error = 0;
  parse (s, text);
  if (s->error)
    return -1;
  free (p);
  return 0;
}

int
only_looked_at (const char *text)
{
  struct parser s = { 0 };
  char *p = malloc (10); /* { dg-bogus "escape:pathleak" } */
  if (!p)
    return -1;
  peek (&s);
  if (s.error)
    return -1;
  free (p);
  return text != 0;
}

int
own_mark (struct parser *s, const char *text)
{
  char *p = NULL;
  s->owned = 0;
  if (text)
    {
      p = malloc (10); /* { dg-bogus "escape:pathleak" } */
      if (!p)
	return -1;
      s->owned = 1;
    }
  parse (s, text);
  if (s->owned)
    free (p);
  return 0;
}

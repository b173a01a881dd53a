/* An array that realloc moves in a loop keeps what is in it.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

struct pair { char *name, *value; };

static void
drop (char **v, size_t n)
{
  while (n > 0)
    free (v[--n]);
  free (v);
}

int
kept_to_the_end (const char **from)
{
  char **v = NULL;
  size_t n = 0;
  for (; *from; from++)
    {
      char **more = realloc (v, (n + 1) * sizeof *v);
      if (!more)
        break;
      v = more;
      v[n++] = strdup (*from); /* { dg-bogus "escape:" } */
    }
  drop (v, n);
  return 0;
}

int
given_up (const char **from)
{
  char **v = NULL;
  size_t n = 0;
  for (; *from; from++)
    {
      char **more = realloc (v, (n + 1) * sizeof *v);
      if (!more)
        {
          free (v);
          return -1;
        }
      v = more;
      v[n++] = strdup (*from); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
    }
  drop (v, n);
  return 0;
}

struct table { struct pair *pairs; size_t n; };

static int
load (struct table *t, const char **from)
{
  t->pairs = NULL;
  for (t->n = 0; *from; from++)
    {
      struct pair *more = realloc (t->pairs, (t->n + 1) * sizeof *more);
      if (!more)
        return -1;
      t->pairs = more;
      more[t->n].name = strdup (*from); /* { dg-bogus "escape:" } */
      more[t->n].value = strdup (*from + 1); /* { dg-bogus "escape:" } */
      t->n++;
    }
  return 0;
}

int
in_a_struct (const char **from)
{
  struct table t;
  int r = load (&t, from);
  for (size_t i = 0; i < t.n; i++)
    {
      free (t.pairs[i].name);
      free (t.pairs[i].value);
    }
  free (t.pairs);
  return r;
}

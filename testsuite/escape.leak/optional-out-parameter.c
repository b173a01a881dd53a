/* What a callee stores through a pointer only if that is not null, and releases
   otherwise, is nobody's leak where it is null: it does not come out.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-ignore=heap -fplugin-arg-escape-warn=unneeded" } */

#include <stdlib.h>
#include <string.h>

int unseen (const char *, const char *);

static void
either (char **out)
{
  char *made = malloc (9);
  if (out)
    *out = made;
  else
    free (made);
}

void
not_wanted (void)
{
  either (NULL); /* { dg-bogus "escape:" } */
}

static char *
get (const char *from)
{
  char *copy = malloc (10);
  if (!copy)
    abort ();
  strncpy (copy, from, 9);
  return copy;
}

static const char *
encoding (const char *text, char **out, const char *other)
{
  char *made = get (text);
  if (out)
    *out = made;
  const char *found = text;
  if (unseen (made, other))
    found = other;
  if (!out)
    free (made);
  return found;
}

const char *
only_the_answer (const char *text, const char *other)
{
  return encoding (text, NULL, other); /* { dg-bogus "escape:" } */
}

const char *
both (const char *text, const char *other)
{
  char *e;
  const char *r = encoding (text, &e, other); /* { dg-bogus "escape:" } */
  free (e);
  return r;
}

const char *
forgotten (const char *text, const char *other)
{
  char *e;
  const char *r = encoding (text, &e, other); /* { dg-warning {'encoding\(...\)' is never released \[escape:leak\]} } */
  return r;
}

static void
only_if_wanted (char **out)
{
  char *made = malloc (9); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (out)
    *out = made;
  else if (unseen ("a", "b"))
    free (made);
}

void
not_always (void)
{
  only_if_wanted (NULL); /* { dg-warning {'only_if_wanted\(...\)' is not released on this path \[escape:pathleak\]} } */
}

/* Nor do those come out that only hold each other.  */

#define MUCH if (unseen ("c", "d")) unseen ("e", "f"); else unseen ("g", "h");
#define MUCH_MORE MUCH MUCH MUCH MUCH MUCH MUCH MUCH MUCH MUCH MUCH MUCH MUCH

struct item
{
  struct item *next, **before;
};

struct list
{
  struct item *first, **end;
};

static void
append_some (struct list *l, int n)
{
  MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE
  MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE
  while (n-- > 0)
    {
      struct item *i = malloc (sizeof *i);
      if (!i)
        abort ();
      i->next = NULL;
      i->before = l->end;
      *l->end = i;
      l->end = &i->next;
    }
}

void
to_no_list (int n)
{
  append_some (NULL, n); /* { dg-bogus "escape:" } */
}

void
to_a_list (int n)
{
  struct list l = { NULL, &l.first };
  append_some (&l, n); /* { dg-warning {'append_some\(...\)' is never released \[escape:leak\]} } */
}

/* A result that is dropped did come out.  */

static char *
copy_at_length (const char *from)
{
  MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE
  MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE MUCH_MORE
  return get (from);
}

void
dropped (const char *text)
{
  copy_at_length (text); /* { dg-warning {'copy_at_length\(...\)' is never released \[escape:leak\]} } */
}

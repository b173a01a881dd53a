/* What a callee makes and loses itself, whatever it was given, is told of there,
   and not at each of its calls.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

struct object { char *name, *value; int n; };

static struct object *
make (const char *name)
{
  struct object *o = calloc (1, sizeof *o); /* { dg-warning {'calloc\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!o)
    return NULL;
  o->name = strdup (name);
  if (!o->name)
    return NULL;
  o->n = 1;
  return o;
}

static void
drop (struct object *o)
{
  if (!o)
    return;
  free (o->name);
  free (o->value);
  free (o);
}

int
made (const char *name)
{
  struct object *o = make (name); /* { dg-bogus "escape:" } */
  int n = o ? o->n : -1;
  drop (o);
  return n;
}

int
made_and_lost (const char *name, int m)
{
  struct object *o = make (name); /* { dg-warning {'make\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  int n = o ? o->n : -1;
  if (m < 0)
    return m;
  drop (o);
  return n;
}

static void
make_for (char **to, const char *s)
{
  char *copy = strdup (s); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (to)
    *to = copy;
  else if (*s == 'a')
    free (copy);
}

void
wanted_by_nobody (const char *s)
{
  make_for (NULL, s); /* { dg-warning {'make_for\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
}

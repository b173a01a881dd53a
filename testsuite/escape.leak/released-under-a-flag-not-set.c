/* What is released only under a flag is never released where the flag is off,
   whoever made it and set the flag.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

struct text { _Bool owned; char *s; };

static struct text
make (const char *s)
{
  return (struct text) { 1, strdup (s) };
}

static void
init (struct text *t, const char *s)
{
  t->owned = 1;
  t->s = strdup (s);
}

static char *
copy (const char *s)
{
  return strdup (s);
}

static void
drop (const struct text *t)
{
  if (t->owned)
    free (t->s);
}

int
returned_in_a_struct (const char *s)
{
  struct text t = make (s); /* { dg-warning {'make\(\.\.\.\)' is never released \[escape:leak\]} } */
  t.owned = 0;
  drop (&t);
  return 1;
}

int
put_by_a_callee (const char *s)
{
  struct text t;
  init (&t, s); /* { dg-warning {'init\(\.\.\.\)' is never released \[escape:leak\]} } */
  t.owned = 0;
  drop (&t);
  return 1;
}

int
made_by_a_callee (const char *s)
{
  struct text t = { 0, copy (s) }; /* { dg-warning {'copy\(\.\.\.\)' is never released \[escape:leak\]} } */
  drop (&t);
  return 1;
}

int
made_here (const char *s)
{
  struct text t = { 0, strdup (s) }; /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
  drop (&t);
  return 1;
}

int
flag_is_on (const char *s)
{
  struct text t = make (s); /* { dg-bogus "escape:" } */
  drop (&t);
  return 1;
}

int
on_one_path (const char *s, int n)
{
  struct text t = make (s); /* { dg-warning {'make\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (n)
    t.owned = 0;
  drop (&t);
  return 1;
}

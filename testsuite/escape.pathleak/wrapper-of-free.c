/* A function that releases what it gets but for a variable that nobody here sets,
   as when the process is about to end, is as good as one that releases it.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

int exiting;
extern int use (const char *);

static void
drop (void *p)
{
  if (p && !exiting)
    free (p);
}

int
dropped (const char *s)
{
  char *p = strdup (s); /* { dg-bogus "escape:" } */
  int r = use (s);
  drop (p);
  return r;
}

int
second_of_two (const char *s)
{
  char *p = strdup (s); /* { dg-bogus "escape:" } */
  char *q = strdup (s); /* { dg-bogus "escape:" } */
  int r = use (s);
  drop (p);
  drop (q);
  return r;
}

int
dropped_but_for_an_error (const char *s)
{
  char *p = strdup (s); /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  if (!p)
    return -1;
  if (use (s) < 0)
    return -1;
  drop (p);
  return 0;
}

int
dropped_when_exiting (const char *s)
{
  char *p = strdup (s); /* { dg-warning {'strdup\(\.\.\.\)' is never released \[escape:leak\]} } */
  exiting = 1;
  drop (p);
  return 0;
}

struct text { int owned; char *s; };

static void
drop_text (struct text *t)
{
  if (t->owned)
    free (t->s);
}

int
by_a_member (const char *s, int n)
{
  struct text t = { n > 3, strdup (s) }; /* { dg-warning {'strdup\(\.\.\.\)' is not released on this path \[escape:pathleak\]} } */
  drop_text (&t);
  return 0;
}

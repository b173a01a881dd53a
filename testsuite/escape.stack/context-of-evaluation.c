/* A chain of names that are being looked up, through frames of functions that
   call each other; each takes its own link out again.  */
/* { dg-do compile } */

#include <alloca.h>
#include <string.h>

struct name { struct name *next; const char *text; };
struct state { struct name *open; const char *error; };

static long evaluate (struct state *, const char *);

static long
look_up (struct state *s, const char *text)
{
  struct name cur; /* { dg-bogus "escape:stack" } */
  for (struct name *n = s->open; n; n = n->next)
    if (!strcmp (n->text, text))
      {
        s->error = "recursion";
        return -1;
      }
  cur.next = s->open;
  cur.text = text;
  s->open = &cur;
  long r = evaluate (s, text);
  s->open = cur.next;
  return r;
}

static long
evaluate (struct state *s, const char *text)
{
  char *copy = alloca (strlen (text) + 1); /* { dg-bogus "escape:stack" } */
  strcpy (copy, text);
  return *copy == '$' ? look_up (s, copy) : *copy;
}

long
arith (struct state *s, const char *text)
{
  s->open = NULL;
  return evaluate (s, text); /* { dg-bogus "escape:stack" } */
}

/* The neighbour that leaves it there.  */

static long
enter (struct state *s, const char *text)
{
  struct name cur = { s->open, text }; /* { dg-warning {address of local 'cur' escapes its frame \[escape:stack\]} } */
  s->open = &cur;
  return *text;
}

long
entered (struct state *s)
{
  return enter (s, "x");
}

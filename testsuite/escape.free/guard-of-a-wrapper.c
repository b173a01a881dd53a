/* A release by a function of one's own may be under a guard as one by `free' is, for
   all who call what has the guard.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-ignore=leak,pathleak" } */

#include <stdlib.h>
#include <string.h>

struct source
{
  char *name;
  int is_static;
  void *context;
};

void lock (void *);
void unlock (void *);

void
release (void *p)
{
  free (p);
}

static void
set_name_full (struct source *s, const char *name, int is_static)
{
  void *context = s->context;
  if (context)
    lock (context);
  if (!s->is_static)
    release (s->name);
  if (is_static)
    s->name = (char *) name;
  else
    s->name = strdup (name);
  s->is_static = is_static;
  if (context)
    unlock (context);
}

static void
set_static_name (struct source *s, const char *name)
{
  set_name_full (s, name, 1);
}

void
named_once (struct source *s)
{
  set_static_name (s, "one"); /* { dg-bogus "escape:free" } */
}

static struct source *
new_source (void)
{
  struct source *s = calloc (1, sizeof *s);
  if (!s)
    abort ();
  set_static_name (s, "new"); /* { dg-bogus "escape:free" } */
  return s;
}

struct source *
named_again (void)
{
  struct source *s = new_source (); /* { dg-bogus "escape:free" } */
  set_static_name (s, "again");     /* { dg-bogus "escape:free" } */
  return s;
}

/* Its own guard does not spare the function that has it.  */

void
wrongly (int n)
{
  if (n > 3)
    release ("literal"); /* { dg-warning {'free' of storage that is not on the heap \[escape:free\]} } */
}

/* An object can say itself whether it is on the heap, and so can where it is, or
   the result of the call that set the pointer to it.  A count that comes to nothing
   does not say so.  */
/* { dg-do compile } */

#include <stdlib.h>
#include <string.h>

struct object
{
  int count, is_static;
  char *name;
};

static struct object unnamed = { 1, 1, "unnamed" };

static struct object *
get_unnamed (void)
{
  return &unnamed;
}

static void
unref (struct object *o)
{
  if (!o || o->is_static)
    return;
  if (--o->count == 0)
    free (o);
}

static int
is_immortal (const struct object *o)
{
  return o->count >= 1 << 30;
}

static void
unref_mortal (struct object *o)
{
  if (is_immortal (o))
    return;
  if (--o->count == 0)
    free (o);
}

void
of_static (void)
{
  unref (&unnamed); /* { dg-bogus "escape:free" } */
  unref_mortal (&unnamed); /* { dg-bogus "escape:free" } */
  struct object *o = get_unnamed ();
  if (!o->is_static)
    free (o); /* { dg-bogus "escape:free" } */
}

static void
unref_counted (struct object *o)
{
  if (o && --o->count == 0)
    free (o);
}

static void
unref_counted_in_two (struct object *o)
{
  o->count--;
  if (o->count == 0)
    free (o);
}

void
of_count (void)
{
  unref_counted (&unnamed); /* { dg-bogus "escape:free" } */
  unref_counted_in_two (&unnamed); /* { dg-bogus "escape:free" } */
}

/* The caller's own pointer.  */

static char pool[100];

static int
in_pool (const char *p)
{
  return p >= pool && p < pool + sizeof pool;
}

static char *
from_pool (int i)
{
  return pool + i;
}

void
of_place (int i)
{
  char *p = from_pool (i);
  if (!in_pool (p))
    free (p); /* { dg-bogus "escape:free" } */
}

void
of_another_place (int i)
{
  char here[4];
  char *p = here + i;
  if (p != pool)
    free (p); /* { dg-warning {'free' of 'here', which is not on the heap \[escape:free\]} } */
}

/* A tag in the pointer.  */

static int
has_tag (void *p)
{
  return (size_t) p & 1;
}

static void
drop_tagged (void *p)
{
  if (has_tag (p))
    free ((void *) ((size_t) p & ~(size_t) 1));
}

void
without_tag (void)
{
  drop_tagged (pool); /* { dg-bogus "escape:free" } */
}

/* A result.  */

static int
get_name (char **to, int wanted)
{
  static char none[] = "";
  *to = wanted ? strdup ("name") : none;
  return wanted;
}

void
of_result (void)
{
  char *name;
  int owned = get_name (&name, 0);
  if (owned)
    free (name); /* { dg-bogus "escape:free" } */
}

/* A table.  */

static int
needs_release (int kind)
{
  static const char table[] = { 0, 1, 0 };
  return table[kind];
}

struct variant
{
  int kind;
  char *text;
};

static void
clear (struct variant *v)
{
  if (needs_release (v->kind))
    free (v->text);
}

void
of_table (void)
{
  struct variant v = { 0, pool };
  clear (&v); /* { dg-bogus "escape:free" } */
}

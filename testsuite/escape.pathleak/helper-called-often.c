/* A helper on the way may be called often, and have a loop; one that has nothing to do
   with the object may stand at the head of the loop that makes it.  */
/* { dg-do compile } */

#include <stdlib.h>

struct pair
{
  char *key;
};

struct object
{
  struct pair *v;
  size_t n;
};

struct parser
{
  const char *p;
  const char *error;
};

static void *
must (void *p)
{
  if (!p)
    exit (1);
  return p;
}

static void *
xmalloc (size_t n)
{
  return must (malloc (n));
}

static void
skip_spaces (struct parser *ps)
{
  while (*ps->p == ' ' || *ps->p == '\t')
    ps->p++;
}

static void
object_free (struct object *o)
{
  for (size_t i = 0; i < o->n; i++)
    free (o->v[i].key);
  free (o->v);
  free (o);
}

struct object *
parse_object (struct parser *ps)
{
  struct object *o = xmalloc (sizeof *o);
  o->v = NULL;
  o->n = 0;
  for (;;)
    {
      skip_spaces (ps);
      char *key = xmalloc (16); /* { dg-warning {'xmalloc\(...\)' is not released on this path \[escape:pathleak\]} } */
      if (*ps->p != ':')
        {
          ps->error = ": expected";
          goto fail;
        }
      o->v = must (realloc (o->v, (o->n + 1) * sizeof *o->v));
      o->v[o->n++].key = key;
      if (*++ps->p == '}')
        return o;
    }
fail:
  object_free (o);
  return NULL;
}

int
parse_three (struct parser *ps)
{
  char *key = malloc (16); /* { dg-warning {'malloc\(...\)' is not released on this path \[escape:pathleak\]} } */
  if (!key)
    return -1;
  skip_spaces (ps);
  if (*ps->p++ == 'a')
    skip_spaces (ps);
  if (*ps->p++ == 'b')
    skip_spaces (ps);
  if (*ps->p++ == 'c')
    skip_spaces (ps);
  skip_spaces (ps);
  skip_spaces (ps);
  skip_spaces (ps);
  if (*ps->p != ':')
    return -1;
  free (key);
  return 0;
}

/* init (struct x *self): what the callee allocates belongs to the caller's
   struct, wherever that is.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>

struct vec
{
  int *items;
  int count;
};

static int
vec_init (struct vec *v)
{
  v->items = malloc (8 * sizeof (int)); /* { dg-bogus "escape:heap" } */
  v->count = 0;
  return v->items != 0;
}

static void
vec_clear (struct vec *v)
{
  free (v->items);
}

struct vec log_entries;

int
log_start (void)
{
  return vec_init (&log_entries); /* { dg-warning {'vec_init\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

int
probe (void)
{
  struct vec v;
  if (!vec_init (&v)) /* { dg-bogus "escape:heap" } */
    return 0;
  vec_clear (&v);
  return 1;
}

/* A call that with its constant argument never comes to the allocation makes
   nothing: there is nothing to tell of it.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw -fplugin-arg-escape-m=1 -fplugin-arg-escape-warn=unneeded" } */
/* { dg-json-not {"function": "look".*"object": "allocation"} } */
/* { dg-json-not {"function": "look_through".*"object": "allocation"} } */

#include <stdlib.h>

struct item { struct item *next; int key; };
struct list { struct item *first; };

static struct item *
get (struct list *l, int key, int make) /* { dg-note "leaking param: 'l' to result" } */
{
  struct item *i;
  for (i = l->first; i; i = i->next)
    if (i->key == key)
      return i;
  if (!make)
    return NULL;
  i = calloc (1, sizeof *i); /* { dg-note "escapes to heap" } */
  if (!i)
    return NULL;
  i->key = key;
  i->next = l->first;
  l->first = i;
  return i;
}

static struct item *
find (struct list *l, int key, int make) /* { dg-note "leaking param: 'l' to result" } */
{
  return get (l, key, make); /* { dg-note "escapes to heap" } */
}

int
look (struct list *l, int key) /* { dg-note "'l' does not escape" } */
{
  return get (l, key, 0) != NULL;
}

int
look_through (struct list *l, int key) /* { dg-note "'l' does not escape" } */
{
  return find (l, key, 0) != NULL;
}

int
add (struct list *l, int key) /* { dg-note "'l' does not escape" } */
{
  return find (l, key, 1) != NULL; /* { dg-warning "'find\\(...\\)' escapes to heap" } */
}

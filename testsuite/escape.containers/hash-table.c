/* A chained hash table written by hand: keys and values apart, and apart from
   the entries.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=slice,map,raw" } */

#include <stdlib.h>
#include <string.h>

struct entry
{
  struct entry *next;
  char *key;
  void *value;
};

struct table
{
  struct entry *buckets[16];
};

static void
put (struct table *t, char *key, void *value)
{
  struct entry *e = malloc (sizeof *e);
  if (!e)
    abort ();
  unsigned h = (unsigned char) key[0] % 16;
  e->key = key;
  e->value = value;
  e->next = t->buckets[h];
  t->buckets[h] = e;
}

static void *
get (struct table *t, const char *key)
{
  for (struct entry *e = t->buckets[(unsigned char) key[0] % 16]; e;
       e = e->next)
    if (strcmp (e->key, key) == 0)
      return e->value;
  return 0;
}

static void
clear (struct table *t)
{
  for (int i = 0; i < 16; i++)
    while (t->buckets[i])
      {
	struct entry *e = t->buckets[i];
	t->buckets[i] = e->next;
	free (e->key);
	free (e);
      }
}

void *
value_leaves (const char *name)
{
  struct table t = { { 0 } };
  char *key = strdup (name);	  /* { dg-bogus "escape:heap" } */
  void *value = malloc (8);	  /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!key)
    abort ();
  put (&t, key, value); /* { dg-bogus "escape:heap" } */
  void *found = get (&t, name);
  clear (&t);
  return found;
}

static struct table symbols;

void
table_leaves (const char *name)
{
  char *key = strdup (name); /* { dg-warning {'strdup\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  void *value = malloc (8);  /* { dg-warning {'malloc\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
  if (!key)
    abort ();
  put (&symbols, key, value); /* { dg-warning {'put\(\.\.\.\)' escapes to heap \[escape:heap\]} } */
}

void *
symbol (const char *name)
{
  return get (&symbols, name);
}

/* uthash: entries are the user's structs, one malloc each.  */

#include "work.h"

typedef struct node node;

static inline unsigned
hash_of (const void *k)
{
#ifdef KIND_STRING
  return (unsigned)work_hash (k);
#else
  key number;
  memcpy (&number, k, sizeof number);
  return (unsigned)work_hash (number);
#endif
}

#define HASH_FUNCTION(ptr, len, out) ((out) = hash_of (ptr))
#include <uthash.h>

struct node
{
  key k;
  value v;
  UT_hash_handle hh;
};

typedef struct table
{
  node *head;
} table;

#ifdef KIND_STRING
#  define FIND(t, k, out) HASH_FIND (hh, (t)->head, k, KEY_SIZE, out)
#  define ADD(t, e) HASH_ADD_KEYPTR (hh, (t)->head, (e)->k, KEY_SIZE, e)
#else
#  define FIND(t, k, out) HASH_FIND (hh, (t)->head, &k, sizeof k, out)
#  define ADD(t, e) HASH_ADD (hh, (t)->head, k, sizeof (key), e)
#endif

/* There is no hint.  */
static table *
table_new (size_t hint)
{
  (void)hint;
  return calloc (1, sizeof (table));
}

static inline void
table_put (table *t, key k, value v)
{
  node *e;
  FIND (t, k, e);
  if (!e)
    {
      e = malloc (sizeof *e);
      e->k = k;
      ADD (t, e);
    }
  e->v = v;
}

static inline value *
table_get (table *t, key k)
{
  node *e;
  FIND (t, k, e);
  return e ? &e->v : NULL;
}

static inline void
table_delete (table *t, key k)
{
  node *e;
  FIND (t, k, e);
  if (e)
    {
      HASH_DEL (t->head, e);
      free (e);
    }
}

static uint64_t
table_sum (table *t)
{
  uint64_t s = 0;
  for (node *e = t->head; e; e = e->hh.next)
    s += VALUE_NUMBER (e->v);
  return s;
}

static uint64_t
table_walk (table *t, key k, size_t steps)
{
  uint64_t s = 0;
  node *e;
  FIND (t, k, e);
  for (; steps > 0; steps--)
    {
      s += VALUE_NUMBER (e->v);
      e = e->hh.next ? e->hh.next : t->head;
    }
  return s;
}

static table *
table_clone (table *t)
{
  table *copy = table_new (0);
  for (node *e = t->head; e; e = e->hh.next)
    table_put (copy, e->k, e->v);
  return copy;
}

static void
table_clear (table *t)
{
  node *e, *next;
  HASH_ITER (hh, t->head, e, next)
  {
    HASH_DEL (t->head, e);
    free (e);
  }
}

static void
table_free (table *t)
{
  table_clear (t);
  free (t);
}

#include "work.c"

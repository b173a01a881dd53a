/* stb_ds: entries in an array, found by a hash of its own.  */

#define STBDS_NO_SHORT_NAMES
#define STB_DS_IMPLEMENTATION
#include "work.h"
#include <stb/stb_ds.h>

typedef struct node
{
#ifdef KIND_STRING
  char *key;
#else
  key key;
#endif
  value value;
} node;

typedef struct table
{
  node *nodes;
} table;

#ifdef KIND_STRING
#  define PUT(t, k, v) stbds_shput ((t)->nodes, (char *)(uintptr_t)(k), v)
#  define FIND(t, k) stbds_shgeti ((t)->nodes, k)
#  define DELETE(t, k) ((void)stbds_shdel ((t)->nodes, k))
#  define LENGTH(t) stbds_shlen ((t)->nodes)
#  define FREE(t) stbds_shfree ((t)->nodes)
#else
#  define PUT(t, k, v) stbds_hmput ((t)->nodes, k, v)
#  define FIND(t, k) stbds_hmgeti ((t)->nodes, k)
#  define DELETE(t, k) ((void)stbds_hmdel ((t)->nodes, k))
#  define LENGTH(t) stbds_hmlen ((t)->nodes)
#  define FREE(t) stbds_hmfree ((t)->nodes)
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
  PUT (t, k, v);
}

static inline value *
table_get (table *t, key k)
{
  ptrdiff_t i = FIND (t, k);
  return i < 0 ? NULL : &t->nodes[i].value;
}

static inline void
table_delete (table *t, key k)
{
  DELETE (t, k);
}

static uint64_t
table_sum (table *t)
{
  uint64_t s = 0;
  for (ptrdiff_t i = 0; i < LENGTH (t); i++)
    s += VALUE_NUMBER (t->nodes[i].value);
  return s;
}

static uint64_t
table_walk (table *t, key k, size_t steps)
{
  uint64_t s = 0;
  for (ptrdiff_t i = FIND (t, k); steps > 0; steps--)
    {
      s += VALUE_NUMBER (t->nodes[i].value);
      i = i + 1 < LENGTH (t) ? i + 1 : 0;
    }
  return s;
}

static table *
table_clone (table *t)
{
  table *copy = table_new (0);
  for (ptrdiff_t i = 0; i < LENGTH (t); i++)
    table_put (copy, t->nodes[i].key, t->nodes[i].value);
  return copy;
}

static void
table_clear (table *t)
{
  FREE (t);
}

static void
table_free (table *t)
{
  table_clear (t);
  free (t);
}

#include "work.c"

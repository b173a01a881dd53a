/* GLib's GHashTable: keys and values that fit are the pointers themselves.  */

#include "work.h"
#include <glib.h>

typedef GHashTable table;

#ifdef KIND_STRING
#  define KEY_TO_POINTER(k) ((gpointer)(k))
#  define POINTER_TO_KEY(p) ((key)(p))
#else
#  define KEY_TO_POINTER(k) GSIZE_TO_POINTER (k)
#  define POINTER_TO_KEY(p) ((key)GPOINTER_TO_SIZE (p))
#endif

static guint
hash (gconstpointer p)
{
  return (guint)work_hash (POINTER_TO_KEY (p));
}

static gboolean
equal (gconstpointer a, gconstpointer b)
{
  return work_equal (POINTER_TO_KEY (a), POINTER_TO_KEY (b));
}

/* There is no hint.  */
static table *
table_new (size_t hint)
{
  (void)hint;
#ifdef KIND_STRUCT
  return g_hash_table_new_full (hash, equal, NULL, free);
#else
  return g_hash_table_new (hash, equal);
#endif
}

static inline void
table_put (table *t, key k, value v)
{
#ifdef KIND_STRUCT
  value *copy = malloc (sizeof v);
  *copy = v;
  g_hash_table_insert (t, KEY_TO_POINTER (k), copy);
#else
  g_hash_table_insert (t, KEY_TO_POINTER (k), GSIZE_TO_POINTER (v));
#endif
}

static inline value *
table_get (table *t, key k)
{
  gpointer found;
  if (!g_hash_table_lookup_extended (t, KEY_TO_POINTER (k), NULL, &found))
    return NULL;
#ifdef KIND_STRUCT
  return found;
#else
  static value v;
  v = (value)GPOINTER_TO_SIZE (found);
  return &v;
#endif
}

static inline void
table_delete (table *t, key k)
{
  g_hash_table_remove (t, KEY_TO_POINTER (k));
}

static uint64_t
table_sum (table *t)
{
  GHashTableIter it;
  gpointer v;
  uint64_t s = 0;
  g_hash_table_iter_init (&it, t);
  while (g_hash_table_iter_next (&it, NULL, &v))
#ifdef KIND_STRUCT
    s += VALUE_NUMBER (*(value *)v);
#else
    s += GPOINTER_TO_SIZE (v);
#endif
  return s;
}

/* From its beginning: it has no other place to begin.  */
static uint64_t
table_walk (table *t, key k, size_t steps)
{
  GHashTableIter it;
  gpointer v;
  uint64_t s = 0;
  (void)k;
  g_hash_table_iter_init (&it, t);
  while (steps-- > 0 && g_hash_table_iter_next (&it, NULL, &v))
#ifdef KIND_STRUCT
    s += VALUE_NUMBER (*(value *)v);
#else
    s += GPOINTER_TO_SIZE (v);
#endif
  return s;
}

static table *
table_clone (table *t)
{
  table *copy = table_new (0);
  GHashTableIter it;
  gpointer k, v;
  g_hash_table_iter_init (&it, t);
  while (g_hash_table_iter_next (&it, &k, &v))
    {
#ifdef KIND_STRUCT
      table_put (copy, POINTER_TO_KEY (k), *(value *)v);
#else
      g_hash_table_insert (copy, k, v);
#endif
    }
  return copy;
}

static void
table_clear (table *t)
{
  g_hash_table_remove_all (t);
}

static void
table_free (table *t)
{
  g_hash_table_destroy (t);
}

#include "work.c"

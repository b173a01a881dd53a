/* khash, as htslib has it.  */

#include "work.h"
#include <htslib/khash.h>

#define HASH(k) ((khint_t)work_hash (k))
typedef key entry_key; /* its functions have a parameter `key' */
KHASH_INIT (entries, entry_key, value, 1, HASH, work_equal)

typedef khash_t (entries) table;

static table *
table_new (size_t hint)
{
  table *t = kh_init (entries);
  /* It grows at 0.77.  */
  if (hint > 0)
    kh_resize (entries, t, (khint_t)(hint / 3 * 4 + 4));
  return t;
}

static inline void
table_put (table *t, key k, value v)
{
  int fresh;
  khint_t i = kh_put (entries, t, k, &fresh);
  kh_value (t, i) = v;
}

static inline value *
table_get (table *t, key k)
{
  khint_t i = kh_get (entries, t, k);
  return i == kh_end (t) ? NULL : &kh_value (t, i);
}

static inline void
table_delete (table *t, key k)
{
  khint_t i = kh_get (entries, t, k);
  if (i != kh_end (t))
    kh_del (entries, t, i);
}

static uint64_t
table_sum (table *t)
{
  uint64_t s = 0;
  for (khint_t i = kh_begin (t); i != kh_end (t); i++)
    if (kh_exist (t, i))
      s += VALUE_NUMBER (kh_value (t, i));
  return s;
}

static uint64_t
table_walk (table *t, key k, size_t steps)
{
  uint64_t s = 0;
  for (khint_t i = kh_get (entries, t, k); steps > 0;
       i = i + 1 < kh_end (t) ? i + 1 : 0)
    if (kh_exist (t, i))
      {
        s += VALUE_NUMBER (kh_value (t, i));
        steps--;
      }
  return s;
}

static table *
table_clone (table *t)
{
  table *copy = table_new (0);
  for (khint_t i = kh_begin (t); i != kh_end (t); i++)
    if (kh_exist (t, i))
      table_put (copy, kh_key (t, i), kh_value (t, i));
  return copy;
}

#define table_clear(t) kh_clear (entries, t)
#define table_free(t) kh_destroy (entries, t)

#include "work.c"

/* The runtime's hmap.  */

#include "work.h"

#ifdef KIND_STRING
/* As Go's string, and as std::string_view.  */
typedef struct view
{
  const char *text;
  size_t size;
} view;
#  define K(k) ((view){ k, KEY_SIZE })
#  define HMAP_KEY view
#  define HMAP_HASH(k, seed) escape_hash_bytes ((k).text, (k).size, seed)
#  define HMAP_EQUAL(a, b)                                                     \
    ((a).size == (b).size && escape_equal_bytes ((a).text, (b).text, (a).size))
#else
#  define K(k) (k)
#  define HMAP_KEY key
#endif
#define HMAP_NAME table
#define HMAP_VALUE value
#include <escape/hmap.h>

#define table_new(n) table_make (n)
#define table_put(t, k, v) table_put (t, K (k), v)
#define table_get(t, k) table_find (t, K (k))
#define table_delete(t, k) table_delete (t, K (k))

static uint64_t
table_sum (table *t)
{
  uint64_t s = 0;
  HMAP_EACH (table, it, t)
  s += VALUE_NUMBER (*it.value);
  return s;
}

/* Where a walk begins is the map's to say.  */
static uint64_t
table_walk (table *t, key k, size_t steps)
{
  (void)k;
  uint64_t s = 0;
  HMAP_EACH (table, it, t)
  {
    s += VALUE_NUMBER (*it.value);
    if (--steps == 0)
      break;
  }
  return s;
}

#include "work.c"

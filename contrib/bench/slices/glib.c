/* GLib's GArray.  */

#include "work.h"
#include <glib.h>

typedef GArray *list;

static void
append (list l, element x)
{
  g_array_append_val (l, x);
}

static void
insert (list l, size_t i, element x)
{
  g_array_insert_val (l, (guint)i, x);
}

#define LISTS(n) calloc (n, sizeof (list))
#define MOVE(l) (l)
#define list_new(hint) g_array_sized_new (0, 0, sizeof (element), (guint)(hint))
#define list_append(l, x) append (l, x)
#define list_len(l) ((l)->len)
#define list_at(l, i) g_array_index (l, element, i)
#define list_each(x, l)                                                        \
  for (element *x = (element *)(void *)(l)->data, *end = x + (l)->len;         \
       x < end; x++)
#define list_insert(l, i, x) insert (l, i, x)
#define list_delete(l, i) g_array_remove_index (l, (guint)(i))
#define list_append_list(l, other)                                             \
  g_array_append_vals (l, (other)->data, (other)->len)
#define list_clone(l) g_array_copy (l)
#define list_copy(to, from)                                                    \
  memcpy ((to)->data, (from)->data, (from)->len * sizeof (element))
#define list_sort(l) g_array_sort (l, element_compare)
#define list_free(l) g_array_free (l, 1)

#include "work.c"

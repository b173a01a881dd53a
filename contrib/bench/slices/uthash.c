/* utarray, which comes with uthash.  */

#include "work.h"
#include <utarray.h>

typedef UT_array *list;

static const UT_icd icd = { sizeof (element), NULL, NULL, NULL };

static list
list_new (size_t hint)
{
  list l;
  utarray_new (l, &icd);
  if (hint)
    utarray_reserve (l, hint);
  return l;
}

static list
list_clone (list from)
{
  list l = list_new (0);
  utarray_concat (l, from);
  return l;
}

static void
append (list l, element x)
{
  utarray_push_back (l, &x);
}

static void
insert (list l, size_t i, element x)
{
  utarray_insert (l, &x, i);
}

#define LISTS(n) calloc (n, sizeof (list))
#define MOVE(l) (l)
#define list_append(l, x) append (l, x)
#define list_len(l) utarray_len (l)
#define list_at(l, i) (*(element *)(void *)utarray_eltptr (l, i))
#define list_each(x, l)                                                        \
  for (element *x = NULL; (x = (element *)(void *)utarray_next (l, x));)
#define list_insert(l, i, x) insert (l, i, x)
#define list_delete(l, i) utarray_erase (l, i, 1)
#define list_append_list(l, other) utarray_concat (l, other)
#define list_copy(to, from)                                                    \
  memcpy ((to)->d, (from)->d, utarray_len (from) * sizeof (element))
#define list_sort(l) utarray_sort (l, element_compare)
#define list_free(l) utarray_free (l)

#include "work.c"

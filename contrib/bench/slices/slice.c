/* The runtime's slice.  */

#include "work.h"

#define SLICE_NAME list
#define SLICE_TYPE element
#define SLICE_LESS(a, b) element_less (&(a), &(b))
#include <escape/slice.h>

#define LISTS(n) calloc (n, sizeof (list))
#define MOVE(l) (l)
#define list_new(hint) list_make (0, hint)
#define list_append(l, x) ((l) = slice_append (list, l, x))
#define list_len(l) ((l).len)
#define list_at(l, i) slice_at (l, i)
#define list_each(x, l) SLICE_EACH (list, x, l)
#define list_insert(l, i, x) ((l) = slice_insert (list, l, i, x))
#define list_delete(l, i) ((l) = slice_delete (list, l, i, (i) + 1))
#define list_append_list(l, other) ((l) = slice_append_slice (list, l, other))
#define list_free(l) slice_free (list, &(l))

#include "work.c"

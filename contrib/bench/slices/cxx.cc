/* std::vector.  */

#include "work.h"
#include <algorithm>
#include <vector>

typedef std::vector<element> list;

static list
list_new (size_t hint)
{
  list l;
  l.reserve (hint);
  return l;
}

#define LISTS(n) new list[n]
#define MOVE(l) std::move (l)
#define list_append(l, x) ((l).push_back (x))
#define list_len(l) ((l).size ())
#define list_at(l, i) ((l)[i])
#define list_each(x, l) for (auto x = (l).begin (); x != (l).end (); ++x)
#define list_insert(l, i, x) ((l).insert ((l).begin () + (i), x))
#define list_delete(l, i) ((l).erase ((l).begin () + (i)))
#define list_append_list(l, other)                                             \
  ((l).insert ((l).end (), (other).begin (), (other).end ()))
#define list_clone(l) list (l)
#define list_copy(to, from)                                                    \
  std::copy ((from).begin (), (from).end (), (to).begin ())
#define list_sort(l)                                                           \
  std::sort ((l).begin (), (l).end (),                                         \
             [] (const element &a, const element &b)                           \
             { return element_less (&a, &b); })
#define list_free(l) list ().swap (l)

#include "work.c"

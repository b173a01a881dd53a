/* The maps of C++, which share an interface: PEER_STD, PEER_BOOST,
   PEER_ABSL or PEER_TSL says which.  */

#include "work.h"
#include <string_view>

#ifdef KIND_STRING
typedef std::string_view cxx_key;
#  define K(k) std::string_view (k, KEY_SIZE)
#  define HASHED(k) work_hash ((k).data ())
#else
typedef key cxx_key;
#  define K(k) (k)
#  define HASHED(k) work_hash (k)
#endif

struct hasher
{
  typedef void is_avalanching; /* Boost: no need to mix it again.  */
  size_t
  operator() (cxx_key k) const
  {
    return HASHED (k);
  }
};

#if defined PEER_STD
#  include <unordered_map>
typedef std::unordered_map<cxx_key, value, hasher> table;
#elif defined PEER_BOOST
#  include <boost/unordered/unordered_flat_map.hpp>
typedef boost::unordered_flat_map<cxx_key, value, hasher> table;
#elif defined PEER_ABSL
#  include <absl/container/flat_hash_map.h>
typedef absl::flat_hash_map<cxx_key, value, hasher> table;
#elif defined PEER_TSL
#  include <tsl/hopscotch_map.h>
typedef tsl::hopscotch_map<cxx_key, value, hasher> table;
#endif

static table *
table_new (size_t hint)
{
  table *t = new table;
  if (hint)
    t->reserve (hint);
  return t;
}

static inline void
table_put (table *t, key k, const value &v)
{
  (*t)[K (k)] = v;
}

static inline value *
table_get (table *t, key k)
{
  auto at = t->find (K (k));
  return at == t->end () ? nullptr : const_cast<value *> (&at->second);
}

static inline void
table_delete (table *t, key k)
{
  t->erase (K (k));
}

static uint64_t
table_sum (table *t)
{
  uint64_t s = 0;
  for (auto &entry : *t)
    s += VALUE_NUMBER (entry.second);
  return s;
}

static uint64_t
table_walk (table *t, key k, size_t steps)
{
  uint64_t s = 0;
  auto at = t->find (K (k));
  for (; steps > 0; steps--)
    {
      s += VALUE_NUMBER (at->second);
      if (++at == t->end ())
        at = t->begin ();
    }
  return s;
}

static table *
table_clone (table *t)
{
  return new table (*t);
}

static void
table_clear (table *t)
{
  t->clear ();
}

static void
table_free (table *t)
{
  delete t;
}

#include "work.c"

/* Functions that make an object and release it again where they give up, or that
   make several.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A constructor that frees on its error path what it returns on the other has
   released nothing, as its callers see it.  The graph knows no order.  So paths
   are asked: if one leads from where the object is made to a return, with the
   object and past all its releases, then what comes out of the function is not
   released.  A release in a loop can be that of all objects that were made
   before, by a path of its own, and spoils the answer.

   What is made in a loop is several objects, and its callers know it as one.
   Where the loop goes round only if none was to be had, it is one.  */

#include "compat.h"
#include "cfg.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "judge.h"

/* Edges that are followed in a function, for all its objects together; what is
   asked after that stays open.  */
#define MAX_EDGES (1 << 20)

/* Can control come from FROM to TO, not through the blocks of BARRED nor where
   something that holds OBJ is null?  */

class path_search
{
public:
  path_search (function_info *info, object_id obj, unsigned *left)
      : info (info), obj (obj), left (left)
  {
  }
  bool leads (basic_block from, basic_block to);

  hash_set<basic_block> barred;

private:
  bool is_without (edge) const;

  function_info *info;
  object_id obj;
  unsigned *left;
};

/* Is E taken only where a name that holds the object is null?  */

bool
path_search::is_without (edge e) const
{
  gcond *c = safe_dyn_cast<gcond *> (last_stmt (e->src));
  if (!c || !integer_zerop (gimple_cond_rhs (c))
      || TREE_CODE (gimple_cond_lhs (c)) != SSA_NAME
      || !is_null_on (gimple_cond_lhs (c), e))
    return false;
  return graph_holds (info->graph,
                      info->ssa[SSA_NAME_VERSION (gimple_cond_lhs (c))], obj);
}

bool
path_search::leads (basic_block from, basic_block to)
{
  if (from == to && !info->loops->innermost (from))
    return false;
  return control_reaches (from, to, [&] (edge e) {
    return *left && --*left && info->values->executable (e) && !is_without (e)
           && (e->dest == to || !barred.contains (e->dest));
  });
}

/* Does FIRST stand before SECOND in their block?  */

static bool
is_before (gimple *first, gimple *second)
{
  for (gimple_stmt_iterator i = gsi_for_stmt (first); !gsi_end_p (i);
       gsi_next (&i))
    if (gsi_stmt (i) == second)
      return true;
  return false;
}

/* A release of an object.  */

struct release_of
{
  object_id obj;
  uint32_t release; /* Its number.  */
};

static int
compare_releases (const void *a, const void *b)
{
  const release_of *x = (const release_of *)a, *y = (const release_of *)b;
  if (x->obj != y->obj)
    return x->obj < y->obj ? -1 : 1;
  return x->release < y->release ? -1 : x->release > y->release;
}

/* Can the object of LIST[FROM], which the N from there on release, leave the
   function past them?  */

static bool
comes_past (function_info *info, const vec<release_of> &list, unsigned from,
            unsigned n, unsigned *left)
{
  struct graph *g = info->graph;
  object_id obj = list[from].obj;
  gimple *made = (gimple *)const_cast<void *> (g->objects.v[obj].call);
  if (!made || !gimple_bb (made))
    return false;
  path_search search (info, obj, left);
  for (unsigned i = from; i < from + n; i++)
    {
      const struct release &r = g->releases.v[list[i].release];
      const void *where = g->steps.v[r.step].where;
      gimple *stmt = (gimple *)const_cast<void *> (where);
      if (r.how != RELEASE_PLAIN || !stmt || !gimple_bb (stmt)
          || search.leads (gimple_bb (stmt), gimple_bb (stmt)))
        return false;
      if (gimple_bb (stmt) == gimple_bb (made) && is_before (made, stmt))
        return false;
      search.barred.add (gimple_bb (stmt));
    }
  return search.leads (gimple_bb (made), EXIT_BLOCK_PTR_FOR_FN (info->fun));
}

void
mark_unreleased (function_info *info)
{
  struct graph *g = info->graph;
  if (info->recursive)
    return;
  auto_vec<release_of> list;
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      const struct node &ptr = g->nodes.v[g->releases.v[i].ptr];
      for (uint32_t k = 0; k < ptr.facts.n; k++)
        {
          object_id o = g->nodes.v[ptr.facts.v[k].target].obj;
          if (g->objects.v[o].kind == OBJECT_FRESH)
            list.safe_push ({ o, i });
        }
    }
  list.qsort (compare_releases);
  unsigned left = MAX_EDGES;
  for (unsigned i = 0, n; i < list.length (); i += n)
    {
      for (n = 1; i + n < list.length () && list[i + n].obj == list[i].obj; n++)
        ;
      g->objects.v[list[i].obj].unreleased
          = comes_past (info, list, i, n, &left);
    }
}

/* More objects of a function that are made in loops than these are not asked.  */
#define MAX_ASKED 64

static basic_block
block_of (const void *stmt)
{
  return stmt ? gimple_bb ((gimple *)const_cast<void *> (stmt)) : NULL;
}

/* Does a call of INFO make A or B, but not both?  */

static bool
is_either (function_info *info, const struct object &a, const struct object &b,
           unsigned *left)
{
  basic_block x = block_of (a.call), y = block_of (b.call);
  auto goes = [&] (edge e) {
    return *left && --*left && info->values->executable (e);
  };
  if (a.call == b.call)
    return !a.called_back && !b.called_back && a.origin && b.origin
           && a.origin->instead && a.origin->function == b.origin->function
           && a.origin->instead == b.origin->instead;
  return x && y && x != y && !control_reaches (x, y, goes)
         && !control_reaches (y, x, goes) && *left;
}

void
mark_alternatives (function_info *info)
{
  struct graph *g = info->graph;
  unsigned left = MAX_EDGES;
  auto_vec<object_id> asked;
  for (object_id o = 1; o < g->objects.n && asked.length () < MAX_ASKED; o++)
    {
      struct object &obj = g->objects.v[o];
      if (obj.kind != OBJECT_FRESH || obj.never || !block_of (obj.call))
        continue;
      obj.instead = o;
      /* The first whose alternatives are this one's as well.  */
      for (object_id first : asked)
        {
          bool all = g->objects.v[first].instead == first;
          for (object_id m : asked)
            all &= g->objects.v[m].instead != first
                   || is_either (info, g->objects.v[m], obj, &left);
          if (all)
            {
              obj.instead = first;
              break;
            }
        }
      asked.safe_push (o);
    }
}

void
mark_repeated (function_info *info)
{
  struct graph *g = info->graph;
  unsigned asked = 0, left = MAX_EDGES;
  for (uint32_t i = 0; i < g->calls.n; i++)
    {
      basic_block bb = block_of (g->calls.v[i].where);
      g->calls.v[i].many |= bb && info->loops->innermost (bb);
    }
  for (object_id o = 1; o < g->objects.n; o++)
    {
      gimple *made = (gimple *)const_cast<void *> (g->objects.v[o].call);
      if (g->objects.v[o].kind != OBJECT_FRESH || !made || !gimple_bb (made))
        continue;
      basic_block bb = gimple_bb (made);
      g->objects.v[o].repeated
          = g->objects.v[o].shared
            || (info->loops->innermost (bb)
                && (asked++ >= MAX_ASKED
                    || path_search (info, o, &left).leads (bb, bb) || !left));
    }
}

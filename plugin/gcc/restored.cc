/* Memory that lives on, used for a while and put right again.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A function that puts the address of a local in memory of its caller, or in a
   global, and overwrites it before anything else runs has kept nothing there.
   Each statement that stores the address must be followed, whichever way
   control takes, by one that stores to the very same place, with no call in
   between that might look, and no load that might read the place by another way
   to it.  Where the address goes by loads from the place itself the graph
   knows.  */

#include "compat.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "judge.h"

/* The name that the place REF depends on; null if it is that of a variable.
   False if REF may be somewhere else when it is computed again.  */

static bool
is_fixed_place (tree ref, tree *name)
{
  if (TREE_THIS_VOLATILE (ref) || TREE_CODE (ref) == SSA_NAME)
    return false;
  for (; handled_component_p (ref); ref = TREE_OPERAND (ref, 0))
    if (TREE_CODE (ref) != COMPONENT_REF || TREE_THIS_VOLATILE (ref))
      return false;
  *name = NULL_TREE;
  if (DECL_P (ref))
    return !TREE_THIS_VOLATILE (ref);
  if (TREE_CODE (ref) != MEM_REF || TREE_THIS_VOLATILE (ref))
    return false;
  if (TREE_CODE (TREE_OPERAND (ref, 0)) == SSA_NAME)
    *name = TREE_OPERAND (ref, 0);
  return *name || TREE_CODE (TREE_OPERAND (ref, 0)) == ADDR_EXPR;
}

/* May STMT let other code see what is in memory?  */

static bool
is_looked_at (gimple *stmt)
{
  return gimple_code (stmt) == GIMPLE_ASM
         || (is_gimple_call (stmt) && !gimple_call_internal_p (stmt)
             && !is_check_call (stmt));
}

/* Do A and B, both accessed, certainly not overlap?  */

static bool
are_apart (tree a, tree b)
{
  HOST_WIDE_INT a_off, a_size, b_off, b_size;
  bool reverse;
  tree x = get_ref_base_and_extent_hwi (a, &a_off, &a_size, &reverse);
  tree y = get_ref_base_and_extent_hwi (b, &b_off, &b_size, &reverse);
  if (!x || !y)
    return false;
  if (operand_equal_p (x, y, 0))
    return a_off + a_size <= b_off || b_off + b_size <= a_off;
  varpool_node *v = VAR_P (x) ? varpool_node::get (x) : NULL;
  varpool_node *w = VAR_P (y) ? varpool_node::get (y) : NULL;
  return v && w && !v->equal_address_to (w, true);
}

/* May STMT load what was stored in PLACE, without the graph knowing?  It does
   not know that two ways lead to the same memory of the caller.  */

static bool
may_see (function_info *info, gimple *stmt, tree place)
{
  if (!gimple_assign_load_p (stmt))
    return false;
  tree ref = gimple_assign_rhs1 (stmt), name = gimple_assign_lhs (stmt);
  tree base = get_base_address (ref);
  if (operand_equal_p (ref, place, 0) || are_apart (ref, place)
      || (DECL_P (base) && !is_global_var (base)
          && !info->address_used->contains (base)))
    return false;
  if (is_block_type (TREE_TYPE (name)))
    return true;
  if (type_bytes (TREE_TYPE (name)) < POINTER_SIZE_UNITS
      && !may_be_piece (info, name))
    return false;
  const struct graph *g = info->graph;
  const struct node &n = g->nodes.v[info->ssa[SSA_NAME_VERSION (name)]];
  for (uint32_t k = 0; k < n.facts.n; k++)
    switch (g->objects.v[g->nodes.v[n.facts.v[k].target].obj].kind)
      {
      case OBJECT_UNKNOWN:
      case OBJECT_OUTER:
      case OBJECT_CONTENT:
        return true;
      default:
        break;
      }
  return false;
}

/* Is what STMT stores overwritten whatever happens?  */

static bool
is_overwritten (function_info *info, gimple *stmt)
{
  tree name,
      lhs = is_gimple_assign (stmt) ? gimple_assign_lhs (stmt) : NULL_TREE;
  if (!lhs || !is_fixed_place (lhs, &name))
    return false;
  gimple *def = name ? SSA_NAME_DEF_STMT (name) : NULL;
  hash_set<basic_block> seen;
  auto_vec<basic_block> queue;
  basic_block bb = gimple_bb (stmt);
  gimple_stmt_iterator i = gsi_for_stmt (stmt);
  gsi_next (&i);
  for (;;)
    {
      bool overwritten = false;
      for (; !gsi_end_p (i) && !overwritten; gsi_next (&i))
        {
          gimple *s = gsi_stmt (i);
          if (s == def || is_looked_at (s) || may_see (info, s, lhs))
            return false;
          overwritten = is_gimple_assign (s) && !gimple_clobber_p (s)
                        && operand_equal_p (gimple_assign_lhs (s), lhs, 0);
        }
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->succs)
        {
          if (overwritten || !info->values->executable (e)
              || seen.add (e->dest))
            continue;
          if (e->dest == EXIT_BLOCK_PTR_FOR_FN (info->fun)
              || (def && gimple_code (def) == GIMPLE_PHI
                  && gimple_bb (def) == e->dest))
            return false;
          queue.safe_push (e->dest);
        }
      if (queue.is_empty ())
        return true;
      bb = queue.pop ();
      i = gsi_start_bb (bb);
    }
}

bool
is_taken_back (function_info *info, const struct outcome *out, object_id obj)
{
  const struct graph *g = info->graph;
  hash_set<int_hash<node_id, 0> > cells;
  if (out[obj].assumed || (out[obj].shown & ~(REASON_PARAMETER | REASON_GLOBAL))
      || info->fun->calls_setjmp || info->fun->has_nonlocal_label
      || g->precision != PRECISION_FULL)
    return false;
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      object_id holder = g->nodes.v[n].obj;
      if (holder == NO_OBJECT || !graph_holds (g, n, obj))
        continue;
      enum grade grade;
      if (!outcome_root (&g->objects.v[holder], &grade))
        {
          if (out[holder].shown || out[holder].assumed)
            return false;
        }
      else if (g->objects.v[holder].kind == OBJECT_CONTENT
               || g->objects.v[holder].kind == OBJECT_GLOBAL)
        cells.add (n);
      else
        return false;
    }
  /* All that brings it there are stores of this function.  */
  hash_set<gimple *> stores;
  hash_set<int_hash<node_id, 0> > brought;
  for (uint32_t e = 1; e < g->edges.n; e++)
    {
      const struct flow_edge &edge = g->edges.v[e];
      if (!cells.contains (edge.dst) || !graph_holds (g, edge.src, obj))
        continue;
      const struct step &step = g->steps.v[edge.step];
      gimple *stmt = (gimple *)const_cast<void *> (step.where);
      if ((step.kind != STEP_STORE && step.kind != STEP_COPY) || step.inner
          || !stmt || (!stores.add (stmt) && !is_overwritten (info, stmt)))
        return false;
      brought.add (edge.dst);
    }
  return brought.elements () == cells.elements ();
}

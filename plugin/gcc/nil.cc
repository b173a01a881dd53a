/* Writes into maps that were never made.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A pointer about which the solved graph has no fact points to nothing: nobody
   stored a map where it was read, on no path, in no callee.  To hand it to a
   function that is declared `nonnil' for that argument, or that does so with
   its own parameter whatever happens, is certainly a fault.  */

#include "compat.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "attributes.h"
#include "import.h"
#include "judge.h"
#include "source.h"

/* The arguments of CALL that must not be null, as bits.  */

static unsigned HOST_WIDE_INT
nonnil_arguments (gcall *call)
{
  if (gimple_call_internal_p (call) || !gimple_call_fntype (call))
    return 0;
  tree fndecl = gimple_call_fndecl (call);
  function_info *callee = fndecl ? function_info_of (fndecl) : NULL;
  const struct exported *known = fndecl ? import_find (fndecl) : NULL;
  return fn_attributes_of_call (call, fndecl)->nonnil
         | (callee && trusts_body (callee) ? callee->nonnil : 0)
         | (known ? known->nonnil : 0);
}

/* What OP is a copy of.  */

static tree
value_of (tree op)
{
  while (TREE_CODE (op) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (op);
      if (!gimple_assign_ssa_name_copy_p (def) && !gimple_assign_cast_p (def))
        break;
      op = gimple_assign_rhs1 (def);
    }
  return op;
}

/* Is STMT a call that can come back?  */

static bool
is_returning_call (gimple *stmt)
{
  tree fndecl = is_gimple_call (stmt) ? gimple_call_fndecl (stmt) : NULL_TREE;
  function_info *callee = fndecl ? function_info_of (fndecl) : NULL;
  return is_gimple_call (stmt)
         && (!callee
             || EDGE_COUNT (EXIT_BLOCK_PTR_FOR_FN (callee->fun)->preds) > 0);
}

/* Is the value of OP set by the program, and as a pointer?  */

static bool
is_set_pointer (function_info *info, tree op, int depth = 0)
{
  op = value_of (op);
  if (integer_zerop (op))
    return true;
  if (TREE_CODE (op) != SSA_NAME || !POINTER_TYPE_P (TREE_TYPE (op))
      || depth > 6)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (op);
  gphi *phi = dyn_cast<gphi *> (def);
  if (!phi)
    return gimple_assign_load_p (def) || is_returning_call (def);
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
    if (info->values->executable (gimple_phi_arg_edge (phi, i))
        && !is_set_pointer (info, gimple_phi_arg_def (phi, i), depth + 1))
      return false;
  return true;
}

/* Is OP certainly null?  */

static bool
is_nil (function_info *info, tree op)
{
  if (tree value = info->values->constant (op))
    return integer_zerop (value);
  node_id n = lower_value (info, op, NULL);
  return n && !info->graph->nodes.v[n].facts.n && is_set_pointer (info, op);
}

/* A walk over the blocks that control can reach, knowing what is null: PARM,
   or without one what the graph has no facts about.  */

struct nil_walk
{
  function_info *info;
  tree parm;
  hash_set<basic_block> reached;
  bool returns; /* It comes to the end, or perhaps for ever round.  */
  bool faults;  /* It comes to a write into PARM.  */

  nil_walk (function_info *f, tree p)
      : info (f), parm (p), returns (false), faults (false)
  {
  }

  bool is_null (tree op);
  bool is_impossible (edge e);
  bool writes (basic_block bb);
  void run ();
};

bool
nil_walk::is_null (tree op)
{
  return parm ? value_of (op) == parm : is_nil (info, op);
}

/* Is E taken only where a null pointer is not null?  */

bool
nil_walk::is_impossible (edge e)
{
  if (!info->values->executable (e))
    return true;
  gcond *c = safe_dyn_cast<gcond *> (last_stmt (e->src));
  if (!c || !integer_zerop (gimple_cond_rhs (c))
      || !POINTER_TYPE_P (TREE_TYPE (gimple_cond_lhs (c)))
      || (gimple_cond_code (c) != EQ_EXPR && gimple_cond_code (c) != NE_EXPR))
    return false;
  return (gimple_cond_code (c) == NE_EXPR)
             == ((e->flags & EDGE_TRUE_VALUE) != 0)
         && is_null (gimple_cond_lhs (c));
}

bool
nil_walk::writes (basic_block bb)
{
  for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
       gsi_next (&i))
    if (gcall *call = dyn_cast<gcall *> (gsi_stmt (i)))
      {
        unsigned HOST_WIDE_INT set = nonnil_arguments (call);
        for (unsigned a = 0; a < gimple_call_num_args (call) && a < 64; a++)
          if ((set >> a & 1) && value_of (gimple_call_arg (call, a)) == parm)
            return true;
      }
  return false;
}

void
nil_walk::run ()
{
  auto_vec<basic_block> todo;
  basic_block entry = ENTRY_BLOCK_PTR_FOR_FN (info->fun);
  todo.safe_push (entry);
  reached.add (entry);
  while (!todo.is_empty ())
    {
      basic_block bb = todo.pop ();
      if (parm && writes (bb))
        {
          faults = true;
          continue;
        }
      edge e;
      edge_iterator i;
      FOR_EACH_EDGE (e, i, bb->succs)
        if (!is_impossible (e))
          {
            returns |= e->dest == EXIT_BLOCK_PTR_FOR_FN (info->fun)
                       || info->loops->innermost (e->dest);
            if (!reached.add (e->dest))
              todo.safe_push (e->dest);
          }
    }
}

/* CALL hands over a map that was never made, ARG.  */

static void
tell (function_info *info, gcall *call, tree arg, tree ok)
{
  struct graph *g = info->graph;
  event_path path;
  /* Where it should have been.  */
  tree source = value_of (arg);
  gimple *def
      = TREE_CODE (source) == SSA_NAME ? SSA_NAME_DEF_STMT (source) : NULL;
  if (def && gimple_assign_load_p (def))
    {
      struct place place;
      node_id ptr = lower_reference (info, gimple_assign_rhs1 (def), def,
                                     &place, ACCESS_READ);
      for (uint32_t k = 0; ptr && k < g->nodes.v[ptr].facts.n; k++)
        {
          const struct object *o
              = graph_target (g, &g->nodes.v[ptr].facts.v[k]);
          gimple *made = (gimple *)const_cast<void *> (o->call);
          if (o->kind != OBJECT_FRESH || !made)
            continue;
          location_t loc = gimple_location (made);
          char *name = source_call_text (&loc, call_name (made));
          path.safe_push ({ loc, info->decl, 0,
                            report_text ("%qs is allocated here, and no map is "
                                         "ever stored in it",
                                         name) });
          free (name);
        }
    }
  path.safe_push (
      { gimple_location (call), info->decl, 0,
        report_text (path.length () ? "%qs writes to an element of it: make "
                                      "the map before"
                                    : "%qs writes to it: make the map before",
                     call_name (call)) });
  report_finding (GROUP_NIL, info->decl, gimple_location (call),
                  "assignment to entry in nil map", path, ok);
}

/* The number of the parameter of INFO that OP is, from 1; or 0.  */

static unsigned
parameter_of (function_info *info, tree op)
{
  unsigned n = 0;
  if (TREE_CODE (op) != SSA_NAME)
    return 0;
  for (tree p = DECL_ARGUMENTS (info->decl); p; p = DECL_CHAIN (p))
    {
      n++;
      if (is_gimple_reg (p) && op == ssa_default_def (info->fun, p))
        return n;
    }
  return 0;
}

/* Whether ARG points to a map, or is null where a struct should be.  */

static bool
may_be_map (tree arg, bool null)
{
  enum heap_kind kind;
  tree type = TREE_TYPE (arg);
  return POINTER_TYPE_P (type)
         && ((null && TREE_CODE (TREE_TYPE (type)) == RECORD_TYPE)
             || (type_container_kind (TREE_TYPE (type), &kind)
                 && kind == KIND_MAP));
}

void
nil_handed (function_info *info, auto_vec<handed_pointer> &out)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
         gsi_next (&i))
      {
        gcall *call = dyn_cast<gcall *> (gsi_stmt (i));
        if (!call || !gimple_call_fndecl (call))
          continue;
        for (unsigned a = 0; a < gimple_call_num_args (call) && a < 64; a++)
          {
            tree arg = gimple_call_arg (call, a);
            tree value = info->values->constant (arg);
            bool null = value && integer_zerop (value);
            unsigned param = parameter_of (info, value_of (arg));
            if (may_be_map (arg, null)
                && (null || param || is_set_pointer (info, arg)))
              out.safe_push ({ call, a, null ? NULL_TREE : arg, param });
          }
      }
}

void
judge_nil_maps (function_info *info, tree ok)
{
  nil_walk own (info, NULL_TREE);
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
         gsi_next (&i))
      {
        gcall *call = dyn_cast<gcall *> (gsi_stmt (i));
        unsigned HOST_WIDE_INT set = call ? nonnil_arguments (call) : 0;
        for (unsigned a = 0;
             set >> a && a < gimple_call_num_args (call) && a < 64; a++)
          {
            if (!(set >> a & 1))
              continue;
            tree arg = gimple_call_arg (call, a);
            if (info->reported && is_nil (info, arg))
              {
                if (own.reached.is_empty ())
                  own.run ();
                if (own.reached.contains (bb))
                  tell (info, call, arg, ok);
              }
            arg = value_of (arg);
            unsigned parm = parameter_of (info, arg);
            if (!parm || parm > 64 || (info->nonnil >> (parm - 1) & 1))
              continue;
            nil_walk callee (info, arg);
            callee.run ();
            if (callee.faults && !callee.returns)
              info->nonnil |= HOST_WIDE_INT_1U << (parm - 1);
          }
      }
}

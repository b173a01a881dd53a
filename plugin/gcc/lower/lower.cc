/* GIMPLE -> graph: see lower.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   One function a GIMPLE construct.  What moves is bytes, not types: a value
   wider than a pointer is a block in memory of its own, an integer can hold a
   pointer.  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "tree-dfa.h"
#include "gimple-walk.h"
#include "locals.h"
#include "statements.h"
#include "section.h"

static void
lower_phi (function_info *info, gphi *phi)
{
  tree result = gimple_phi_result (phi);
  if (virtual_operand_p (result))
    return;
  struct graph *g = info->graph;
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
    {
      edge e = gimple_phi_arg_edge (phi, i);
      tree arg = gimple_phi_arg_def (phi, i);
      if (!info->values->executable (e)
          || (TREE_CODE (arg) == SSA_NAME && is_null_on (arg, e)))
        continue;
      if (is_block_type (TREE_TYPE (result)))
        copy_block (info, phi, result, arg);
      else
        {
          node_id dst = ssa_value (info, result);
          if (dst)
            graph_copy (g, lower_value (info, arg, phi), dst, place_start,
                        GRADE_SHOWN, false, NO_STEP);
        }
    }
}

static void
lower_return (function_info *info, greturn *stmt)
{
  tree value = gimple_return_retval (stmt);
  struct graph *g = info->graph;
  if (!value)
    return;
  node_id result = graph_address (g, info->result, place_start, NO_STEP);
  step_id step = new_step (info, STEP_RETURN, stmt, value);
  if (is_block_type (TREE_TYPE (value)))
    {
      struct place place;
      node_id src = lower_reference (info, value, stmt, &place, ACCESS_READ);
      graph_block (g, result, place_start, src, place,
                   type_bytes (TREE_TYPE (value)),
                   type_shape (TREE_TYPE (value)), step);
    }
  else if (TREE_CODE (value) == SSA_NAME || TREE_CODE (value) == ADDR_EXPR)
    {
      /* Callers may go by it, who do not see whose digit it is.  */
      lower_test (info, stmt, value);
      if (type_bytes (TREE_TYPE (value)) >= pointer_bytes ()
          || may_return_piece (value))
        graph_store (g, result, place_start, lower_value (info, value, stmt),
                     step);
    }
  else if (!CONSTANT_CLASS_P (value))
    {
      struct place place;
      node_id n = graph_variable (g);
      node_id src = lower_reference (info, value, stmt, &place, ACCESS_READ);
      graph_load (g, src, place, type_bytes (TREE_TYPE (value)), n,
                  load_key (value), NO_STEP);
      graph_store (g, result, place_start, n, step);
    }
}

/* Which locals have their address used as a value.  The base of an access does
   not count, nor a memory operand of asm that does not give addresses out, nor
   what only marks a lifetime or feeds a builtin that GCC may fold into an
   access.  */

static bool
note_address (gimple *stmt, tree op, tree arg, void *data)
{
  function_info *info = (function_info *)data;
  tree base = get_base_address (op);
  if (gimple_code (stmt) == GIMPLE_ASM && TREE_CODE (arg) != ADDR_EXPR
      && !hands_out_address (as_a<gasm *> (stmt), base))
    return false;
  if (base && (TREE_CODE (base) == VAR_DECL || TREE_CODE (base) == PARM_DECL)
      && !is_global_var (base))
    {
      if (is_for_checks (stmt) || compat_is_deferred_init (stmt)
          || (gimple_call_builtin_p (stmt, BUILT_IN_NORMAL)
              && ignores_address (stmt, arg)))
        return false;
      info->address_used->add (base);
    }
  return false;
}

static void
note_addresses (function_info *info)
{
  info->address_used = new hash_set<tree>;
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    if (info->values->executable (bb))
      for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
           gsi_next (&i))
        walk_stmt_load_store_addr_ops (gsi_stmt (i), info, NULL, NULL,
                                       note_address);
}

static void
lower_statement (function_info *info, gimple *stmt)
{
  switch (gimple_code (stmt))
    {
    case GIMPLE_ASSIGN:
      lower_assign (info, stmt);
      break;
    case GIMPLE_CALL:
      for (unsigned i = 0; i < gimple_call_num_args (stmt); i++)
        lower_test (info, stmt, gimple_call_arg (stmt, i));
      lower_call (info, as_a<gcall *> (stmt));
      break;
    case GIMPLE_COND:
      lower_test (info, stmt, gimple_cond_lhs (stmt));
      lower_comparison (info, stmt, gimple_cond_lhs (stmt),
                        gimple_cond_rhs (stmt));
      break;
    case GIMPLE_SWITCH:
      lower_test (info, stmt, gimple_switch_index (as_a<gswitch *> (stmt)));
      break;
    case GIMPLE_RETURN:
      lower_return (info, as_a<greturn *> (stmt));
      break;
    case GIMPLE_ASM:
      lower_asm (info, as_a<gasm *> (stmt));
      break;
    default:
      break;
    }
}

static object_id
entry_object (function_info *info, tree parm)
{
  object_id o = info->locals->written (parm, NULL);
  return o ? o : decl_object (info, parm);
}

/* Parameters that live in memory get what arrives.  */

static void
lower_parameters (function_info *info)
{
  struct graph *g = info->graph;
  int i = 0;
  for (tree p = DECL_ARGUMENTS (info->decl); p; p = DECL_CHAIN (p), i++)
    {
      tree type = TREE_TYPE (p);
      if (is_gimple_reg (p) && !is_block_type (type))
        continue;
      node_id dst
          = is_gimple_reg (p)
                ? (ssa_default_def (info->fun, p)
                       ? graph_address (g,
                                        wide_object (info,
                                                     ssa_default_def (info->fun,
                                                                      p)),
                                        place_start, NO_STEP)
                       : NO_NODE)
                : graph_address (g, entry_object (info, p), place_start,
                                 NO_STEP);
      if (dst)
        graph_block (g, dst, place_start, param_memory (info, i), place_start,
                     type_bytes (type), type_shape (type), NO_STEP);
    }
}

void
lower_function (function_info *info)
{
  /* A share of the budget for the finer ways to look at it.  */
  uint64_t budget = info->precision == PRECISION_FULL ? options.budget / 16
                    : info->precision == PRECISION_OWN_FIELDS
                        ? options.budget / 8
                        : options.budget;
  info->graph
      = graph_new (info->decl, pointer_bytes (), info->precision, budget);
  info->graph->recursive = info->recursive;
  info->graph->recurrence = info->recurrence;
  if (info->record)
    section_begin_function (info);
  info->code = &calls_in_gimple;
  info->budget = options.budget;
  info->always_inline
      = lookup_attribute ("always_inline", DECL_ATTRIBUTES (info->decl));
  info->graph->memory = info->record ? 0 : graph_memory ();
  info->graph->hidden = info->hidden;
  info->n_ssa = SSANAMES (info->fun)->length ();
  info->ssa = XCNEWVEC (node_id, info->n_ssa);
  info->wide = new hash_map<tree, object_id>;
  if (!info->address_used)
    note_addresses (info);
  info->allocations.n = 0;
  info->container_stores.truncate (0);
  info->allocates = NULL;
  info->variadic_args = NO_NODE;
  info->result = graph_object (info->graph, OBJECT_RESULT, NULL, -1);
  delete info->locals;
  info->locals = NULL;
  info->locals = new local_versions (info);
  lower_parameters (info);
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    {
      if (!info->values->executable (bb))
        continue;
      /* Too much for this look at it already.  */
      if (info->precision < N_PRECISIONS - 1 && !info->record
          && graph_is_over_budget (info->graph))
        {
          info->graph->exhausted = true;
          return;
        }
      for (gphi_iterator i = gsi_start_phis (bb); !gsi_end_p (i); gsi_next (&i))
        lower_phi (info, i.phi ());
      for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
           gsi_next (&i))
        lower_statement (info, gsi_stmt (i));
    }
}

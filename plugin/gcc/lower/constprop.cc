/* Sparse conditional constant propagation: see constprop.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The algorithm is Wegman and Zadeck's (TOPLAS 1991); folding a statement is
   GCC's.

   No edge of an exception is taken.  C has none of its own; what -fexceptions and
   -fnon-call-exceptions add are ways through the cleanups that are on the way out
   as well, so that verdicts are the same with them.  */

#include "compat.h"
#include "cfg.h"
#include "ssa.h"
#include "gimple-fold.h"
#include "fold-const.h"
#include "tree-cfg.h"
#include "constprop.h"
#include "lower.h"

/* For valueize, which GCC calls without a context.  */
static const const_values *current;

/* Control can come by edge IN.  */

void
const_values::enter (edge in)
{
  basic_block bb = in->dest;
  if (bb == EXIT_BLOCK_PTR_FOR_FN (m_fun))
    return;
  for (gphi_iterator i = gsi_start_phis (bb); !gsi_end_p (i); gsi_next (&i))
    set_argument (i.phi (), in);
  if (m_blocks[bb->index])
    return;
  m_blocks[bb->index] = true;
  for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
       gsi_next (&i))
    visit (gsi_stmt (i));
  gimple *last = gsi_stmt (gsi_last_bb (bb));
  if (!last || !is_ctrl_stmt (last))
    {
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->succs)
        add_edge (e);
    }
}

const_values::const_values (function *fun) : m_fun (fun)
{
  m_values.safe_grow_cleared (SSANAMES (fun)->length (), true);
  m_blocks.safe_grow_cleared (last_basic_block_for_fn (fun), true);
  current = this;
  add_edge (single_succ_edge (ENTRY_BLOCK_PTR_FOR_FN (fun)));
  while (!m_edge_list.is_empty () || !m_name_list.is_empty ())
    {
      /* Names first, so that a block comes when what it uses is known.  */
      if (m_name_list.is_empty ())
        {
          enter (m_edge_list.pop ());
          continue;
        }
      tree name = m_name_list.pop ();
      imm_use_iterator it;
      gimple *use;
      FOR_EACH_IMM_USE_STMT (use, it, name)
      if (gimple_bb (use) && m_blocks[gimple_bb (use)->index])
        {
          if (gphi *phi = dyn_cast<gphi *> (use))
            visit_phi (phi);
          else
            visit (use);
        }
    }
  current = NULL;
}

const_values::lattice
const_values::get (tree op) const
{
  lattice varying = { VARYING, NULL_TREE };
  if (is_gimple_min_invariant (op))
    return { CONSTANT, op };
  if (TREE_CODE (op) != SSA_NAME || SSA_NAME_IS_VIRTUAL_OPERAND (op))
    return varying;
  if (SSA_NAME_IS_DEFAULT_DEF (op))
    {
      tree var = SSA_NAME_VAR (op);
      return !var || TREE_CODE (var) != VAR_DECL
                 ? varying
                 : lattice{ UNDEFINED, NULL_TREE };
    }
  return m_values[SSA_NAME_VERSION (op)];
}

void
const_values::set (tree name, lattice l)
{
  lattice &old = m_values[SSA_NAME_VERSION (name)];
  /* Down the lattice only.  */
  if (old.s == VARYING || l.s == UNDEFINED)
    return;
  if (old.s == CONSTANT)
    {
      if (l.s == CONSTANT && operand_equal_p (old.value, l.value, 0))
        return;
      l = { VARYING, NULL_TREE };
    }
  old = l;
  m_name_list.safe_push (name);
}

void
const_values::add_edge (edge e)
{
  if (!(e->flags & EDGE_EH) && !m_edges.add (e))
    m_edge_list.safe_push (e);
}

tree
const_values::valueize (tree op)
{
  if (!current || TREE_CODE (op) != SSA_NAME)
    return op;
  lattice l = current->get (op);
  return l.s == CONSTANT ? l.value : op;
}

void
const_values::visit_phi (gphi *phi)
{
  tree result = gimple_phi_result (phi);
  if (virtual_operand_p (result))
    return;
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
    if (get (result).s == VARYING)
      return;
    else if (m_edges.contains (gimple_phi_arg_edge (phi, i)))
      set (result, get (gimple_phi_arg_def (phi, i)));
}

/* Control can come to PHI by E, too.  */

void
const_values::set_argument (gphi *phi, edge e)
{
  tree result = gimple_phi_result (phi);
  if (!virtual_operand_p (result))
    set (result, get (PHI_ARG_DEF_FROM_EDGE (phi, e)));
}

/* The one edge that control takes out of STMT, or all.  */

void
const_values::visit_control (gimple *stmt)
{
  basic_block bb = gimple_bb (stmt);
  tree value = NULL_TREE;
  if (gcond *cond = dyn_cast<gcond *> (stmt))
    {
      lattice a = get (gimple_cond_lhs (cond));
      lattice b = get (gimple_cond_rhs (cond));
      if (a.s == UNDEFINED || b.s == UNDEFINED)
        a.s = VARYING;
      if (a.s == CONSTANT && b.s == CONSTANT)
        value = fold_binary (gimple_cond_code (cond), boolean_type_node,
                             a.value, b.value);
    }
  else if (gswitch *sw = dyn_cast<gswitch *> (stmt))
    {
      lattice a = get (gimple_switch_index (sw));
      if (a.s == CONSTANT && TREE_CODE (a.value) == INTEGER_CST)
        value = a.value;
    }
  edge taken = NULL;
  if (value && TREE_CODE (value) == INTEGER_CST)
    taken = find_taken_edge (bb, value);
  if (taken)
    {
      add_edge (taken);
      return;
    }
  edge e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, bb->succs)
    add_edge (e);
}

/* The parameter that NAME always is, or null.  */

static tree
parameter_value (tree name, int depth = 0)
{
  if (TREE_CODE (name) != SSA_NAME || depth > 8)
    return NULL_TREE;
  if (SSA_NAME_IS_DEFAULT_DEF (name))
    {
      tree var = SSA_NAME_VAR (name);
      return var && TREE_CODE (var) == PARM_DECL ? var : NULL_TREE;
    }
  gimple *def = SSA_NAME_DEF_STMT (name);
  if (gimple_assign_ssa_name_copy_p (def))
    return parameter_value (gimple_assign_rhs1 (def), depth + 1);
  gphi *phi = dyn_cast<gphi *> (def);
  if (!phi)
    return NULL_TREE;
  tree parm = parameter_value (gimple_phi_arg_def (phi, 0), depth + 1);
  for (unsigned i = 1; parm && i < gimple_phi_num_args (phi); i++)
    if (parameter_value (gimple_phi_arg_def (phi, i), depth + 1) != parm)
      return NULL_TREE;
  return parm;
}

/* The argument that CALL returns, or null: a function may check an index and
   hand it back.  */

static tree
returned_argument (gimple *call)
{
  tree fndecl = gimple_call_fndecl (call);
  function_info *callee = fndecl ? function_info_of (fndecl) : NULL;
  if (!callee || !trusts_body (callee))
    return NULL_TREE;
  tree parm = NULL_TREE;
  edge e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, EXIT_BLOCK_PTR_FOR_FN (callee->fun)->preds)
    {
      greturn *ret = safe_dyn_cast<greturn *> (last_stmt (e->src));
      tree value = ret ? gimple_return_retval (ret) : NULL_TREE;
      tree one = value ? parameter_value (value) : NULL_TREE;
      if (!one || (parm && one != parm))
        return NULL_TREE;
      parm = one;
    }
  unsigned i = 0;
  for (tree p = DECL_ARGUMENTS (callee->decl); p; p = DECL_CHAIN (p), i++)
    if (p == parm && i < gimple_call_num_args (call))
      {
        tree arg = gimple_call_arg (call, i);
        return useless_type_conversion_p (TREE_TYPE (gimple_call_lhs (call)),
                                          TREE_TYPE (arg))
                   ? arg
                   : NULL_TREE;
      }
  return NULL_TREE;
}

void
const_values::visit (gimple *stmt)
{
  if (is_ctrl_stmt (stmt))
    visit_control (stmt);
  lattice l = { VARYING, NULL_TREE };
  if (gasm *asm_stmt = dyn_cast<gasm *> (stmt))
    for (unsigned i = 0; i < gimple_asm_noutputs (asm_stmt); i++)
      {
        tree out = TREE_VALUE (gimple_asm_output_op (asm_stmt, i));
        if (TREE_CODE (out) == SSA_NAME)
          set (out, l);
      }
  tree lhs = gimple_get_lhs (stmt);
  if (!lhs || TREE_CODE (lhs) != SSA_NAME || get (lhs).s == VARYING)
    return;
  if (is_gimple_call (stmt) && gimple_call_builtin_p (stmt, BUILT_IN_EXPECT))
    l = get (gimple_call_arg (stmt, 0));
  else if (tree arg
           = is_gimple_call (stmt) ? returned_argument (stmt) : NULL_TREE)
    l = get (arg);
  else if (!gimple_has_volatile_ops (stmt))
    {
      ssa_op_iter it;
      tree use;
      /* What a call returns is defined whatever it is given.  */
      if (!is_gimple_call (stmt) || gimple_call_internal_p (stmt))
        FOR_EACH_SSA_TREE_OPERAND (use, stmt, it, SSA_OP_USE)
      if (get (use).s == UNDEFINED)
        return;
      tree value = gimple_fold_stmt_to_constant_1 (stmt, valueize);
      if (value && is_gimple_min_invariant (value))
        {
          if (TREE_OVERFLOW_P (value))
            value = drop_tree_overflow (value);
          l = { CONSTANT, value };
        }
    }
  set (lhs, l);
}

tree
const_values::constant (tree op) const
{
  lattice l = get (op);
  return l.s == CONSTANT ? l.value : NULL_TREE;
}

bool
arithmetic_operands (gimple *stmt, enum tree_code *code, tree *a, tree *b)
{
  if (is_gimple_assign (stmt)
      && gimple_assign_rhs_class (stmt) == GIMPLE_BINARY_RHS)
    {
      *code = gimple_assign_rhs_code (stmt);
      *a = gimple_assign_rhs1 (stmt);
      *b = gimple_assign_rhs2 (stmt);
      return true;
    }
  if (gimple_call_internal_p (stmt, IFN_UBSAN_CHECK_ADD))
    *code = PLUS_EXPR;
  else if (gimple_call_internal_p (stmt, IFN_UBSAN_CHECK_SUB))
    *code = MINUS_EXPR;
  else if (gimple_call_internal_p (stmt, IFN_UBSAN_CHECK_MUL))
    *code = MULT_EXPR;
  else
    return false;
  *a = gimple_call_arg (stmt, 0);
  *b = gimple_call_arg (stmt, 1);
  return true;
}

tree
const_values::maximum_1 (tree op, int depth) const
{
  tree value = constant (op);
  if (value)
    return TREE_CODE (value) == INTEGER_CST ? value : NULL_TREE;
  if (TREE_CODE (op) != SSA_NAME || depth > 8)
    return NULL_TREE;
  gimple *def = SSA_NAME_DEF_STMT (op);
  auto_vec<tree, 8> choices;
  if (gphi *phi = dyn_cast<gphi *> (def))
    {
      if (gimple_phi_num_args (phi) > 64)
        return NULL_TREE;
      for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
        if (executable (gimple_phi_arg_edge (phi, i)))
          choices.safe_push (gimple_phi_arg_def (phi, i));
    }
  else if (is_gimple_assign (def) && gimple_assign_rhs_code (def) == COND_EXPR)
    {
      choices.safe_push (gimple_assign_rhs2 (def));
      choices.safe_push (gimple_assign_rhs3 (def));
    }
  else if (is_gimple_assign (def)
           && (gimple_assign_single_p (def)
               || CONVERT_EXPR_CODE_P (gimple_assign_rhs_code (def))))
    {
      tree inner = maximum_1 (gimple_assign_rhs1 (def), depth + 1);
      return inner ? fold_convert (TREE_TYPE (op), inner) : NULL_TREE;
    }
  else
    {
      enum tree_code code;
      tree a, b;
      if (!arithmetic_operands (def, &code, &a, &b)
          || (code != MULT_EXPR && code != PLUS_EXPR))
        return NULL_TREE;
      a = maximum_1 (a, depth + 1);
      b = maximum_1 (b, depth + 1);
      if (!a || !b || tree_int_cst_sgn (a) < 0 || tree_int_cst_sgn (b) < 0)
        return NULL_TREE;
      tree r = fold_binary (code, TREE_TYPE (op), a, b);
      return r && TREE_CODE (r) == INTEGER_CST && !TREE_OVERFLOW (r)
                 ? r
                 : NULL_TREE;
    }
  tree best = NULL_TREE;
  for (tree c : choices)
    {
      tree m = maximum_1 (c, depth + 1);
      if (!m)
        return NULL_TREE;
      if (!best || tree_int_cst_lt (best, m))
        best = m;
    }
  return best;
}

tree
const_values::maximum (tree op) const
{
  return maximum_1 (op, 0);
}

bool
const_values::executable (basic_block bb) const
{
  return bb->index < NUM_FIXED_BLOCKS || m_blocks[bb->index];
}

bool
const_values::executable (edge e) const
{
  return const_cast<hash_set<edge> &> (m_edges).contains (e);
}

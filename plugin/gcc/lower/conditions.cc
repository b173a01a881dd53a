/* What holds where control comes by an edge: of pointers that are compared, of
   parameters that decide whether an object is made.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "cfg.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "lower.h"

tree
copied_from (tree op)
{
  while (TREE_CODE (op) == SSA_NAME
         && gimple_assign_ssa_name_copy_p (SSA_NAME_DEF_STMT (op)))
    op = gimple_assign_rhs1 (SSA_NAME_DEF_STMT (op));
  return op;
}

tree_code
compared_on (tree name, edge e, bool (*is) (tree, void *), void *data)
{
  basic_block defined = gimple_bb (SSA_NAME_DEF_STMT (name));
  tree value = copied_from (name);
  for (int depth = 0; depth < 8; depth++)
    {
      gcond *c = safe_dyn_cast<gcond *> (last_stmt (e->src));
      if (c
          && (gimple_cond_code (c) == EQ_EXPR
              || gimple_cond_code (c) == NE_EXPR)
          && ((copied_from (gimple_cond_lhs (c)) == value
               && is (gimple_cond_rhs (c), data))
              || (copied_from (gimple_cond_rhs (c)) == value
                  && is (gimple_cond_lhs (c), data))))
        return (gimple_cond_code (c) == EQ_EXPR)
                       == ((e->flags & EDGE_TRUE_VALUE) != 0)
                   ? EQ_EXPR
                   : NE_EXPR;
      /* The same condition may stand further up, as long as the name is not
	 set anew.  */
      if (!single_pred_p (e->src) || defined == e->src)
        return ERROR_MARK;
      e = single_pred_edge (e->src);
    }
  return ERROR_MARK;
}

static bool
is_null (tree value, void *)
{
  return integer_zerop (value);
}

bool
is_null_on (tree name, edge e)
{
  gimple *def = SSA_NAME_DEF_STMT (name);
  while ((gimple_assign_ssa_name_copy_p (def) || gimple_assign_cast_p (def))
         && TREE_CODE (gimple_assign_rhs1 (def)) == SSA_NAME)
    {
      name = gimple_assign_rhs1 (def);
      def = SSA_NAME_DEF_STMT (name);
    }
  return compared_on (name, e, is_null, NULL) == EQ_EXPR;
}

/* The one value that OP has where it is not null, if it is a PHI of that and of
   nulls; else OP.  */

static tree
unless_null (function_info *info, tree op)
{
  gphi *phi = TREE_CODE (op) == SSA_NAME
                  ? dyn_cast<gphi *> (SSA_NAME_DEF_STMT (op))
                  : NULL;
  tree one = NULL_TREE;
  for (unsigned i = 0; phi && i < gimple_phi_num_args (phi); i++)
    {
      tree arg = gimple_phi_arg_def (phi, i);
      tree value = info->values->constant (arg);
      if (value && integer_zerop (value))
        continue;
      if (one && one != arg)
        return op;
      one = arg;
    }
  return one ? one : op;
}

/* How far back it is looked for where control parted.  */
#define MAX_PARTED 8

/* Does all control that reaches BB pass ABOVE, on the one way that there is
   between the two?  */

static bool
comes_straight_from (basic_block bb, basic_block above)
{
  for (int i = 0; bb != above; i++)
    {
      if (i == MAX_PARTED || !single_pred_p (bb))
        return false;
      bb = single_pred (bb);
    }
  return true;
}

/* Where control parted that comes together in BB, as after the conditions of an
   `if', or around a sanitizer's report; or null.  */

static basic_block
parted_above (basic_block bb)
{
  if (EDGE_COUNT (bb->preds) < 2)
    return NULL;
  basic_block above = EDGE_PRED (bb, 0)->src;
  for (int i = 0; i <= MAX_PARTED; i++)
    {
      edge e;
      edge_iterator ei;
      bool all = true;
      FOR_EACH_EDGE (e, ei, bb->preds)
        all = all && comes_straight_from (e->src, above);
      if (all)
        return above;
      if (!single_pred_p (above))
        break;
      above = single_pred (above);
    }
  return NULL;
}

uint64_t
common_bits (tree op)
{
  unsigned bits = 64;
  while (TREE_CODE (op) == SSA_NAME)
    {
      bits = MIN (bits, TYPE_PRECISION (TREE_TYPE (op)));
      gimple *def = SSA_NAME_DEF_STMT (op);
      if (!gimple_assign_cast_p (def))
        break;
      op = gimple_assign_rhs1 (def);
    }
  return bits < 64 ? (UINT64_C (1) << bits) - 1 : ~UINT64_C (0);
}

/* What CODE, EQ_EXPR or NE_EXPR, says of a parameter that OP is, or some bits of
   which OP is, if it compares OP with VALUE.  */

static struct need
condition_on (function_info *info, tree op, enum tree_code code, tree value)
{
  struct need none = { 0, false, 0, 0 };
  value = info->values->constant (value);
  if (!value || TREE_CODE (value) != INTEGER_CST || TREE_CODE (op) != SSA_NAME
      || TYPE_PRECISION (TREE_TYPE (value)) > 64)
    return none;
  struct need n
      = { 0, code == EQ_EXPR, ~UINT64_C (0), TREE_INT_CST_LOW (value) };
  gimple *def = SSA_NAME_DEF_STMT (op);
  while (gimple_assign_cast_p (def)
         && TREE_CODE (gimple_assign_rhs1 (def)) == SSA_NAME)
    def = SSA_NAME_DEF_STMT (gimple_assign_rhs1 (def));
  if (is_gimple_assign (def) && gimple_assign_rhs_code (def) == BIT_AND_EXPR)
    {
      tree mask = info->values->constant (gimple_assign_rhs2 (def));
      if (!mask || TREE_CODE (mask) != INTEGER_CST)
        return none;
      n.mask = TREE_INT_CST_LOW (mask);
      n.value &= n.mask;
      op = gimple_assign_rhs1 (def);
    }
  else if (!n.equal && !n.value)
    return none; /* Among those that are needed.  */
  n.mask &= common_bits (op);
  /* No such number can be in these bits, perhaps.  */
  if (n.value & ~n.mask)
    return none;
  /* All of a pointer, of whatever width.  */
  if (POINTER_TYPE_P (TREE_TYPE (op)) && n.mask == common_bits (op)
      && TYPE_PRECISION (TREE_TYPE (op)) == popcount_hwi (n.mask))
    n.mask = ~UINT64_C (0);
  struct object_size tested = lower_size (info, op);
  if (tested.kind != SIZE_ARG || tested.bytes != 1)
    return none;
  n.arg = tested.arg + 1;
  return n;
}

/* What an object needs: see struct object.  */
struct needs
{
  uint64_t parameters;
  struct need only_if;
};

/* Of several conditions always the same, however GCC has ordered them.  */

static void
add_condition (struct need *all, struct need n)
{
  if (n.arg
      && (!all->arg || n.arg < all->arg
          || (n.arg == all->arg && n.value < all->value)))
    *all = n;
}

/* Where OP CODE VALUE holds, what it needs is added to NEEDS.  With optimisation
   GCC makes one condition of several.  */

static void
note_condition (function_info *info, tree op, enum tree_code code, tree value,
                struct needs *needs)
{
  gimple *def = TREE_CODE (op) == SSA_NAME ? SSA_NAME_DEF_STMT (op) : NULL;
  if (def && is_gimple_assign (def) && integer_zerop (value)
      && TREE_CODE (TREE_TYPE (op)) == BOOLEAN_TYPE)
    {
      enum tree_code inner = gimple_assign_rhs_code (def);
      if (inner == (code == EQ_EXPR ? BIT_IOR_EXPR : BIT_AND_EXPR))
        {
          note_condition (info, gimple_assign_rhs1 (def), code, value, needs);
          note_condition (info, gimple_assign_rhs2 (def), code, value, needs);
          return;
        }
      if (inner == EQ_EXPR || inner == NE_EXPR)
        {
          if (code == EQ_EXPR)
            inner = inner == EQ_EXPR ? NE_EXPR : EQ_EXPR;
          note_condition (info, gimple_assign_rhs1 (def), inner,
                          gimple_assign_rhs2 (def), needs);
          return;
        }
    }
  add_condition (&needs->only_if, condition_on (info, op, code, value));
  if (code != NE_EXPR || !integer_zerop (value))
    return;
  struct object_size tested = lower_size (info, unless_null (info, op));
  if (tested.kind == SIZE_ARG && tested.bytes == 1 && tested.arg < 64)
    needs->parameters |= (uint64_t)1 << tested.arg;
}

/* The label of S by which alone control takes E, or null.  */

static tree
only_case (function_info *info, gswitch *s, edge e)
{
  if (!info->cases)
    info->cases = new hash_map<edge, tree>;
  if (!info->cases->get (e))
    for (unsigned i = 0; i < gimple_switch_num_labels (s); i++)
      {
        bool several;
        tree &only
            = info->cases->get_or_insert (gimple_switch_edge (info->fun, s, i),
                                          &several);
        only = several ? NULL_TREE : gimple_switch_label (s, i);
      }
  return *info->cases->get (e);
}

/* The same of what holds where control takes E, as the last statement of its
   source says.  */

static void
note_edge (function_info *info, edge e, struct needs *needs)
{
  gimple *last = last_stmt (e->src);
  if (gcond *c = safe_dyn_cast<gcond *> (last))
    {
      enum tree_code code = gimple_cond_code (c);
      if (code != EQ_EXPR && code != NE_EXPR)
        return;
      if (e->flags & EDGE_FALSE_VALUE)
        code = code == EQ_EXPR ? NE_EXPR : EQ_EXPR;
      note_condition (info, gimple_cond_lhs (c), code, gimple_cond_rhs (c),
                      needs);
      return;
    }
  gswitch *s = safe_dyn_cast<gswitch *> (last);
  tree label = s ? only_case (info, s, e) : NULL_TREE;
  if (label && CASE_LOW (label) && !CASE_HIGH (label))
    add_condition (&needs->only_if, condition_on (info, gimple_switch_index (s),
                                                  EQ_EXPR, CASE_LOW (label)));
}

uint64_t
needed_parameters (function_info *info, basic_block bb, struct need *only_if)
{
  struct needs needs = { 0, *only_if };
  for (int steps = 0; bb && steps < 50; steps++)
    if (single_pred_p (bb))
      {
        edge e = single_pred_edge (bb);
        note_edge (info, e, &needs);
        bb = e->src;
      }
    else
      bb = parted_above (bb);
  *only_if = needs.only_if;
  return needs.parameters;
}

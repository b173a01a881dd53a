/* Assignments: see statements.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "attributes.h"
#include "statements.h"

void
copy_block (function_info *info, gimple *stmt, tree dst, tree src)
{
  struct place dp, sp;
  int64_t size = type_bytes (TREE_TYPE (dst));
  if (TREE_CODE (src) == CONSTRUCTOR || CONSTANT_CLASS_P (src))
    return;
  node_id d = lower_reference (info, dst, stmt, &dp, ACCESS_WRITE);
  node_id s = lower_reference (info, src, stmt, &sp, ACCESS_READ);
  bool memory = TREE_CODE (dst) != SSA_NAME && TREE_CODE (src) != SSA_NAME;
  graph_block (info->graph, d, dp, s, sp, size,
               is_folded_copy (dst) || is_folded_copy (src)
                   ? NULL
                   : type_shape (TREE_TYPE (dst)),
               new_step (info,
                         memory || TREE_CODE (dst) != SSA_NAME ? STEP_COPY
                                                               : STEP_SILENT,
                         stmt, dst));
}

/* DST, memory or a wide SSA name, gets something made of OP.  */

static void
mix_into (function_info *info, gimple *stmt, tree dst, tree op, struct place at)
{
  struct place dp;
  node_id d = lower_reference (info, dst, stmt, &dp, ACCESS_WRITE);
  step_id step = new_step (info, STEP_STORE, stmt, dst);
  if (is_block_type (TREE_TYPE (op)) && TREE_CODE (op) == SSA_NAME)
    {
      node_id n = lower_value (info, op, stmt);
      node_id m = graph_variable (info->graph);
      graph_copy (info->graph, n, m, place_anywhere, GRADE_SHOWN, false,
                  NO_STEP);
      graph_store (info->graph, d, place_add (dp, place_anywhere), m, step);
    }
  else
    graph_store (info->graph, d, place_add (dp, at),
                 lower_value (info, op, stmt), step);
}

static void
lower_block_assign (function_info *info, gimple *stmt, tree lhs)
{
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);
  if (code == CONSTRUCTOR)
    {
      unsigned HOST_WIDE_INT i;
      tree value;
      FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (rhs), i, value)
      mix_into (info, stmt, lhs, value, place_anywhere);
    }
  else if (code == COMPLEX_EXPR)
    {
      mix_into (info, stmt, lhs, rhs, place_start);
      mix_into (info, stmt, lhs, gimple_assign_rhs2 (stmt),
                place_at (type_bytes (TREE_TYPE (rhs))));
    }
  else if (gimple_assign_single_p (stmt) && is_block_type (TREE_TYPE (rhs)))
    copy_block (info, stmt, lhs, rhs);
  else if (!SCALAR_FLOAT_TYPE_P (TREE_TYPE (lhs)) || floats_are_pointers ()
           || gimple_assign_rhs_class (stmt) != GIMPLE_BINARY_RHS)
    for (unsigned i = 1; i < gimple_num_ops (stmt); i++)
      if (gimple_op (stmt, i))
        mix_into (info, stmt, lhs, gimple_op (stmt, i), place_anywhere);
}

bool
comes_from_pointer (tree op, int depth)
{
  if (TREE_CODE (op) == ADDR_EXPR)
    return true;
  if (TREE_CODE (op) != SSA_NAME || depth > 6)
    return false;
  if (POINTER_TYPE_P (TREE_TYPE (op)))
    return true;
  gimple *def = SSA_NAME_DEF_STMT (op);
  if (!is_gimple_assign (def) || gimple_assign_load_p (def))
    return false;
  for (unsigned i = 1; i < gimple_num_ops (def); i++)
    if (gimple_op (def, i)
        && comes_from_pointer (gimple_op (def, i), depth + 1))
      return true;
  return false;
}

/* Is what CODE makes of A and B a few bits?  They are a tag, unless A is taken
   apart into such: then they are digits.  */

static bool
is_less_than_byte (function_info *info, enum tree_code code, tree a, tree b)
{
  tree value = info->values->constant (b);
  return (code == TRUNC_MOD_EXPR || code == BIT_AND_EXPR) && value
         && TREE_CODE (value) == INTEGER_CST && tree_int_cst_sgn (value) > 0
         && compare_tree_int (value, (1 << BITS_PER_UNIT) - 1) < 0
         && !is_taken_apart (a);
}

#define MAX_STEP (1 << 30)

/* Does STMT move pointer A on for the next round of a loop?  */

static bool
is_step_of_loop (gimple *stmt, tree a)
{
  a = copied_from (a);
  gphi *phi = TREE_CODE (a) == SSA_NAME
                  ? dyn_cast<gphi *> (SSA_NAME_DEF_STMT (a))
                  : NULL;
  for (unsigned i = 0; phi && i < gimple_phi_num_args (phi); i++)
    if (copied_from (gimple_phi_arg_def (phi, i)) == gimple_get_lhs (stmt))
      return true;
  return false;
}

/* What OP is, perhaps as another type.  */

static tree
converted_from (tree op)
{
  while (TREE_CODE (op) == SSA_NAME
         && gimple_assign_cast_p (SSA_NAME_DEF_STMT (op)))
    op = gimple_assign_rhs1 (SSA_NAME_DEF_STMT (op));
  return op;
}

/* Is nothing told by relating A to B, since one is a constant, or both are into one
   object?  */

static bool
is_idle_relation (tree a, tree b)
{
  return CONSTANT_CLASS_P (a) || CONSTANT_CLASS_P (b)
         || converted_from (a) == converted_from (b);
}

/* How A CODE B, as wide as a pointer, leads from one guess to the next.  */

static enum arithmetic
arithmetic_of (enum tree_code code, tree a, tree b)
{
  bool step
      = code == POINTER_PLUS_EXPR
        || ((code == PLUS_EXPR || code == MINUS_EXPR)
            && (TREE_CODE (a) == INTEGER_CST || TREE_CODE (b) == INTEGER_CST));
  return step ? ARITHMETIC_STEP : ARITHMETIC_ANY;
}

/* LHS = A CODE B on numbers or pointers.  */

static void
lower_arithmetic (function_info *info, gimple *stmt, node_id dst,
                  enum tree_code code, tree a, tree b)
{
  struct graph *g = info->graph;
  struct place shift_a = place_anywhere, shift_b = place_anywhere;
  bool number_a = false, number_b = false;
  if (code == POINTER_DIFF_EXPR)
    {
      if (!is_idle_relation (a, b))
        graph_difference (g, lower_value (info, a, stmt),
                          lower_value (info, b, stmt), dst);
      return;
    }
  if (TREE_CODE_CLASS (code) == tcc_comparison || code == TRUTH_AND_EXPR
      || code == TRUTH_OR_EXPR || is_less_than_byte (info, code, a, b)
      || (SCALAR_FLOAT_TYPE_P (TREE_TYPE (a)) && !floats_are_pointers ()))
    return;
  if (type_bytes (TREE_TYPE (gimple_get_lhs (stmt))) >= pointer_bytes ())
    graph_arithmetic (g, dst, arithmetic_of (code, a, b));
  if (code == POINTER_PLUS_EXPR || code == PLUS_EXPR || code == MINUS_EXPR)
    {
      shift_a = displacement (info, b, 1);
      if (code == MINUS_EXPR)
        shift_a.off = -shift_a.off;
      /* So often that each place is not looked at.  */
      if (code == POINTER_PLUS_EXPR && !shift_a.stride && shift_a.off
          && shift_a.off > -MAX_STEP && shift_a.off < MAX_STEP
          && is_step_of_loop (stmt, a))
        shift_a = place_every (0, (uint32_t)(shift_a.off < 0 ? -shift_a.off
                                                             : shift_a.off));
    }
  if (code == PLUS_EXPR)
    shift_b = displacement (info, a, 1);
  if (code == POINTER_PLUS_EXPR)
    number_b = true;
  else
    {
      bool pa = comes_from_pointer (a), pb = comes_from_pointer (b);
      /* A link is two pointers in one, made by XOR or a sum: taking out one
	 leaves the other.  */
      number_a = pb && !pa && code != BIT_XOR_EXPR && code != MINUS_EXPR;
      number_b = pa && !pb && code != BIT_XOR_EXPR;
      /* A counter in memory that could hold a pointer too is not followed step
	 by step.  */
      if (!pa)
        shift_a = place_anywhere;
      if (!pb)
        shift_b = place_anywhere;
    }
  /* What multiplication, shifts and such make of a pointer is not shown to be
     one, nor is a piece of one.  */
  bool keeps = code == POINTER_PLUS_EXPR || code == PLUS_EXPR
               || code == MINUS_EXPR || code == BIT_AND_EXPR
               || code == BIT_IOR_EXPR || code == BIT_XOR_EXPR
               || code == MIN_EXPR || code == MAX_EXPR;
  enum grade grade = keeps && type_bytes (TREE_TYPE (a)) >= pointer_bytes ()
                         ? GRADE_SHOWN
                         : GRADE_ASSUMED;
  graph_copy (g, lower_value (info, a, stmt), dst, shift_a, grade, number_a,
              NO_STEP);
  graph_copy (g, lower_value (info, b, stmt), dst, shift_b, grade, number_b,
              NO_STEP);
}

void
lower_comparison (function_info *info, gimple *stmt, tree a, tree b)
{
  if (type_bytes (TREE_TYPE (a)) < pointer_bytes ()
      || is_block_type (TREE_TYPE (a)))
    return;
  /* On what side of zero a difference is.  */
  tree value = converted_from (a);
  gimple *def = TREE_CODE (value) == SSA_NAME && integer_zerop (b)
                    ? SSA_NAME_DEF_STMT (value)
                    : NULL;
  if (def && is_gimple_assign (def)
      && (gimple_assign_rhs_code (def) == MINUS_EXPR
          || gimple_assign_rhs_code (def) == BIT_XOR_EXPR))
    {
      a = gimple_assign_rhs1 (def);
      b = gimple_assign_rhs2 (def);
    }
  if (!is_idle_relation (a, b))
    graph_comparison (info->graph, lower_value (info, a, stmt),
                      lower_value (info, b, stmt), false);
}

void
lower_test (function_info *info, gimple *stmt, tree op)
{
  struct graph *g = info->graph;
  tree pointer = pointer_of_digit (op);
  if (!pointer)
    return;
  step_id step
      = new_step (info, is_gimple_call (stmt) ? STEP_LIBRARY : STEP_UNKNOWN,
                  stmt, NULL_TREE);
  graph_copy (g, lower_value (info, pointer, stmt),
              graph_sink (g, REASON_HEAP, GRADE_ASSUMED, NULL, step),
              place_anywhere, GRADE_ASSUMED, false, step);
}

/* Does STMT write to nothing but locals?  */

static bool
leaves_outside_alone (gimple *stmt)
{
  if (is_gimple_call (stmt))
    return is_check_call (stmt);
  tree lhs = gimple_get_lhs (stmt);
  tree base = lhs ? get_base_address (lhs) : NULL_TREE;
  return gimple_code (stmt) == GIMPLE_PHI
         || (is_gimple_assign (stmt) && base && DECL_P (base)
             && !is_global_var (base));
}

/* Does control come to STMT, a load, before anything but own locals is written
   to?  */

static bool
reads_entry (function_info *info, gimple *stmt)
{
  auto_vec<tree, 16> queue, seen;
  if (gimple_has_volatile_ops (stmt) || !gimple_vuse (stmt))
    return false;
  queue.safe_push (gimple_vuse (stmt));
  while (!queue.is_empty ())
    {
      tree state = queue.pop ();
      if (SSA_NAME_IS_DEFAULT_DEF (state) || seen.contains (state))
        continue;
      gimple *def = SSA_NAME_DEF_STMT (state);
      if (seen.length () == 16 || !leaves_outside_alone (def))
        return false;
      seen.safe_push (state);
      if (gphi *phi = dyn_cast<gphi *> (def))
        {
          for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
            if (info->values->executable (gimple_phi_arg_edge (phi, i)))
              queue.safe_push (gimple_phi_arg_def (phi, i));
        }
      else
        queue.safe_push (gimple_vuse (def));
    }
  return true;
}

tree
stored_before (gimple *stmt, tree ref)
{
  if (TREE_THIS_VOLATILE (ref) || TREE_SIDE_EFFECTS (ref))
    return NULL_TREE;
  gimple *store = SSA_NAME_DEF_STMT (gimple_vuse (stmt));
  while (is_gimple_call (store) && is_for_checks (store))
    store = SSA_NAME_DEF_STMT (gimple_vuse (store));
  return gimple_store_p (store) && gimple_assign_single_p (store)
                 && operand_equal_p (gimple_assign_lhs (store), ref, 0)
             ? gimple_assign_rhs1 (store)
             : NULL_TREE;
}

/* LHS, whose variable is DST, is what STMT reads, in memory or in a part of a
   name that is no block.  */

static void
lower_load (function_info *info, gimple *stmt, tree lhs, node_id dst)
{
  struct graph *g = info->graph;
  tree rhs = gimple_assign_rhs1 (stmt), base = rhs;
  while (handled_component_p (base))
    base = TREE_OPERAND (base, 0);
  tree stored = gimple_vuse (stmt) ? stored_before (stmt, rhs) : NULL_TREE;
  if (stored && is_gimple_val (stored))
    {
      graph_copy (g, lower_value (info, stored, stmt), dst, place_start,
                  GRADE_SHOWN, false, NO_STEP);
      return;
    }
  if (TREE_CODE (base) == SSA_NAME && !is_block_type (TREE_TYPE (base)))
    {
      bool whole = gimple_assign_rhs_code (stmt) == VIEW_CONVERT_EXPR;
      graph_copy (g, ssa_value (info, base), dst,
                  whole ? place_start : place_anywhere, GRADE_SHOWN, false,
                  NO_STEP);
      return;
    }
  struct place place;
  node_id ptr = lower_reference (info, rhs, stmt, &place, ACCESS_READ);
  uint32_t key = load_key (rhs);
  if (tree digit = digit_named_by (rhs))
    graph_copy (g, lower_value (info, digit, stmt), dst, place_anywhere,
                GRADE_ASSUMED, false, NO_STEP);
  if (key == KEY_NARROW && may_be_piece (info, lhs))
    key = KEY_NUMBER;
  /* A number where a pointer could be as well is not shown to be one.  */
  if (key == KEY_NUMBER && is_in_union (rhs))
    {
      node_id either = graph_variable (g);
      graph_copy (g, either, dst, place_start, GRADE_ASSUMED, false, NO_STEP);
      dst = either;
    }
  (reads_entry (info, stmt)
       ? graph_load_entry
       : graph_load) (g, ptr, place, type_bytes (TREE_TYPE (rhs)), dst, key,
                      new_step (info, STEP_LOAD, stmt, rhs));
}

static void
lower_scalar_assign (function_info *info, gimple *stmt, tree lhs)
{
  struct graph *g = info->graph;
  node_id dst = ssa_value (info, lhs);
  enum tree_code code = gimple_assign_rhs_code (stmt);
  tree rhs = gimple_assign_rhs1 (stmt);
  if (!dst)
    return;
  switch (gimple_assign_rhs_class (stmt))
    {
    case GIMPLE_SINGLE_RHS:
      if (code == SSA_NAME && !is_block_type (TREE_TYPE (rhs)))
        graph_copy (g, ssa_value (info, rhs), dst, place_start, GRADE_SHOWN,
                    false, NO_STEP);
      else if (code == ADDR_EXPR)
        graph_copy (g, address_value (info, rhs, stmt), dst, place_start,
                    GRADE_SHOWN, false, NO_STEP);
      else if (code == CONSTRUCTOR)
        {
          unsigned HOST_WIDE_INT i;
          tree value;
          FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (rhs), i, value)
          graph_copy (g, lower_value (info, value, stmt), dst, place_anywhere,
                      GRADE_SHOWN, false, NO_STEP);
        }
      else if (!CONSTANT_CLASS_P (rhs))
        lower_load (info, stmt, lhs, dst);
      break;
    case GIMPLE_UNARY_RHS:
      if (!is_lowest_byte (lhs))
        {
          bool whole = CONVERT_EXPR_CODE_P (code)
                       && type_bytes (TREE_TYPE (lhs)) >= pointer_bytes ()
                       && type_bytes (TREE_TYPE (rhs)) >= pointer_bytes ();
          graph_copy (g, lower_value (info, rhs, stmt), dst,
                      whole ? place_start : place_anywhere,
                      whole ? GRADE_SHOWN : GRADE_ASSUMED, false, NO_STEP);
        }
      break;
    case GIMPLE_BINARY_RHS:
      lower_arithmetic (info, stmt, dst, code, rhs, gimple_assign_rhs2 (stmt));
      break;
    case GIMPLE_TERNARY_RHS:
      if (code == COND_EXPR || code == VEC_COND_EXPR)
        {
          graph_copy (g, lower_value (info, gimple_assign_rhs2 (stmt), stmt),
                      dst, place_start, GRADE_SHOWN, false, NO_STEP);
          graph_copy (g, lower_value (info, gimple_assign_rhs3 (stmt), stmt),
                      dst, place_start, GRADE_SHOWN, false, NO_STEP);
        }
      else
        for (unsigned i = 1; i < gimple_num_ops (stmt); i++)
          graph_copy (g, lower_value (info, gimple_op (stmt, i), stmt), dst,
                      place_anywhere, GRADE_SHOWN, false, NO_STEP);
      break;
    default:
      break;
    }
}

void
lower_assign (function_info *info, gimple *stmt)
{
  if (TREE_CODE_CLASS (gimple_assign_rhs_code (stmt)) == tcc_comparison)
    {
      lower_test (info, stmt, gimple_assign_rhs1 (stmt));
      lower_comparison (info, stmt, gimple_assign_rhs1 (stmt),
                        gimple_assign_rhs2 (stmt));
    }
  tree lhs = gimple_assign_lhs (stmt);
  if (gimple_clobber_p (stmt))
    return;
  if (is_block_type (TREE_TYPE (lhs)))
    {
      lower_block_assign (info, stmt, lhs);
      return;
    }
  if (TREE_CODE (lhs) == SSA_NAME)
    {
      lower_scalar_assign (info, stmt, lhs);
      return;
    }
  tree rhs = gimple_assign_rhs1 (stmt);
  if (!gimple_assign_single_p (stmt)
      || (CONSTANT_CLASS_P (rhs) && !POINTER_TYPE_P (TREE_TYPE (rhs))))
    return;
  /* What null is stored through points somewhere: that is where a pointer is
     overwritten.  */
  struct place place;
  node_id ptr = lower_reference (info, lhs, stmt, &place, ACCESS_WRITE);
  if (CONSTANT_CLASS_P (rhs))
    return;
  step_id step = new_step (info, STEP_STORE, stmt, lhs);
  if (TREE_CODE (rhs) != SSA_NAME && TREE_CODE (rhs) != ADDR_EXPR)
    {
      /* A small struct member to another, both in memory.  */
      struct place from;
      node_id src = lower_reference (info, rhs, stmt, &from, ACCESS_READ);
      node_id n = graph_variable (info->graph);
      graph_load (info->graph, src, from, type_bytes (TREE_TYPE (rhs)), n,
                  load_key (rhs), NO_STEP);
      graph_store (info->graph, ptr, place, n, step);
      return;
    }
  node_id value = lower_value (info, rhs, stmt);
  graph_store (info->graph, ptr, place, value, step);
  container_store c;
  if (value && TREE_CODE (lhs) == COMPONENT_REF
      && POINTER_TYPE_P (TREE_TYPE (lhs))
      && type_container_kind (TREE_TYPE (TREE_OPERAND (lhs, 0)), &c.kind))
    {
      c.value = value;
      info->container_stores.safe_push (c);
    }
}

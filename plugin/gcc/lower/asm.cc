/* Inline assembly: see statements.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "statements.h"

/* Is OP of an asm an operand in memory?  */

static bool
is_memory_operand (tree op)
{
  return TREE_CODE (op) != SSA_NAME && TREE_CODE (op) != ADDR_EXPR
         && !CONSTANT_CLASS_P (op);
}

static void
collect_memory_operands (gasm *stmt, vec<tree> &operands)
{
  for (unsigned i = 0; i < gimple_asm_ninputs (stmt); i++)
    if (is_memory_operand (TREE_VALUE (gimple_asm_input_op (stmt, i))))
      operands.safe_push (TREE_VALUE (gimple_asm_input_op (stmt, i)));
  for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
    if (is_memory_operand (TREE_VALUE (gimple_asm_output_op (stmt, i))))
      operands.safe_push (TREE_VALUE (gimple_asm_output_op (stmt, i)));
}

/* Can output OUT be the address of OPERAND, which is in memory (lea)?  */

static bool
can_be_address (gasm *stmt, tree out, tree operand)
{
  return *gimple_asm_string (stmt)
         && type_bytes (TREE_TYPE (out)) >= pointer_bytes ()
         && !operand_equal_p (out, operand, 0);
}

/* Can STMT, which writes to memory that it does not name, keep the address of
   OPERAND there?  What it writes to is given for that, as a counter is.  */

static bool
can_keep_address (gasm *stmt, tree operand)
{
  for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
    if (operand_equal_p (TREE_VALUE (gimple_asm_output_op (stmt, i)), operand,
                         0))
      return false;
  return *gimple_asm_string (stmt) && gimple_asm_clobbers_memory_p (stmt);
}

bool
hands_out_address (gasm *stmt, tree base)
{
  auto_vec<tree, 8> operands;
  collect_memory_operands (stmt, operands);
  for (tree operand : operands)
    if (get_base_address (operand) == base && can_keep_address (stmt, operand))
      return true;
  for (tree operand : operands)
    for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
      if (get_base_address (operand) == base
          && can_be_address (stmt, TREE_VALUE (gimple_asm_output_op (stmt, i)),
                             operand))
        return true;
  return false;
}

/* What output OUT of STMT can be: MIXED of the inputs, what unknown code hands
   out, the address of an operand in memory.  */

static node_id
asm_output (function_info *info, gasm *stmt, tree out, node_id mixed,
            const vec<tree> &operands)
{
  struct graph *g = info->graph;
  node_id value = graph_variable (g);
  graph_copy (g, mixed, value, place_start, GRADE_SHOWN, false, NO_STEP);
  graph_copy (g, graph_address (g, GRAPH_UNKNOWN, place_anywhere, NO_STEP),
              value, place_start, GRADE_ASSUMED, false, NO_STEP);
  for (tree operand : operands)
    if (can_be_address (stmt, out, operand))
      {
        struct place place;
        node_id ptr = lower_reference (info, operand, stmt, &place);
        graph_copy (g, ptr, value, place, GRADE_ASSUMED, false, NO_STEP);
      }
  return value;
}

/* Everything that goes in can come out, be kept, or be reached.  */

void
lower_asm (function_info *info, gasm *stmt)
{
  struct graph *g = info->graph;
  step_id step = new_step (info, STEP_UNKNOWN, stmt, NULL_TREE);
  node_id mixed = graph_variable (g);
  node_id sink = graph_sink (g, REASON_ASM, GRADE_ASSUMED, NULL, step);
  /* In a naked function it finds the arguments by itself.  */
  bool naked = lookup_attribute ("naked", DECL_ATTRIBUTES (info->decl));
  if (naked)
    graph_copy (g, lower_all_parameters (info), mixed, place_anywhere,
                GRADE_SHOWN, false, NO_STEP);
  bool alone
      = !naked && !gimple_asm_ninputs (stmt) && !gimple_asm_noutputs (stmt);
  /* An empty one is there for the compiler only.  */
  if (!alone
      || (gimple_asm_clobbers_memory_p (stmt) && *gimple_asm_string (stmt)))
    graph_others_run (g);
  if (alone)
    return;
  auto_vec<tree, 8> operands;
  collect_memory_operands (stmt, operands);
  for (unsigned i = 0; i < gimple_asm_ninputs (stmt); i++)
    {
      tree op = TREE_VALUE (gimple_asm_input_op (stmt, i));
      node_id n;
      struct place place;
      if (TREE_CODE (op) == SSA_NAME || TREE_CODE (op) == ADDR_EXPR)
        n = lower_value (info, op, stmt);
      else if (CONSTANT_CLASS_P (op))
        continue;
      else
        {
          /* A memory operand: it is read where it is.  */
          n = graph_variable (g);
          graph_load (g, lower_reference (info, op, stmt, &place, ACCESS_READ),
                      place, type_bytes (TREE_TYPE (op)), n, KEY_ANY, NO_STEP);
        }
      graph_copy (g, n, mixed, place_anywhere, GRADE_SHOWN, false, NO_STEP);
    }
  graph_copy (g, mixed, sink, place_start, GRADE_ASSUMED, false, step);
  for (tree operand : operands)
    if (can_keep_address (stmt, operand))
      {
        struct place place;
        node_id ptr = lower_reference (info, operand, stmt, &place);
        graph_copy (g, ptr, sink, place, GRADE_ASSUMED, false, step);
      }
  for (unsigned i = 0; i < gimple_asm_noutputs (stmt); i++)
    {
      tree op = TREE_VALUE (gimple_asm_output_op (stmt, i));
      bool scalar
          = TREE_CODE (op) == SSA_NAME && !is_block_type (TREE_TYPE (op));
      node_id dst = scalar ? ssa_value (info, op) : NO_NODE;
      if (scalar && !dst)
        continue;
      node_id value = asm_output (info, stmt, op, mixed, operands);
      struct place place;
      if (scalar)
        graph_copy (g, value, dst, place_start, GRADE_SHOWN, false, NO_STEP);
      else
        {
          node_id ptr = lower_reference (info, op, stmt, &place, ACCESS_WRITE);
          graph_store (g, ptr, place, value, NO_STEP);
        }
    }
}

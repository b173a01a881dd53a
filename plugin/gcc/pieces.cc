/* Which small numbers can be pieces of pointers.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A pointer can be handed on in halves, as two numbers that are put together
   later.  To see a pointer in each small number would cost much and say little,
   so a parameter or member of such a type counts only if something like that is
   done with it.  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "lower.h"

/* More names than this are not looked at: it may be.  */
#define MAX_NAMES 64

struct piece_search
{
  function_info *info;
  hash_map<tree, bool> seen;	/* Each name, and whether it is joined.  */
  auto_vec<tree> todo;
  bool found;

  void add (tree name, bool joined);
  void visit_assign (gassign *, tree name, bool joined);
  void visit_call (gcall *, tree name, bool joined);
  void visit (gimple *, tree name, bool joined);
};

static bool
is_narrow (const_tree type)
{
  return type_bytes (type) < POINTER_SIZE_UNITS;
}

/* Is OP moved up within its word, to make room below?  */

static bool
is_moved_up (function_info *info, tree op)
{
  if (TREE_CODE (op) != SSA_NAME)
    return false;
  gimple *def = SSA_NAME_DEF_STMT (op);
  enum tree_code code;
  tree a, b;
  if (!arithmetic_operands (def, &code, &a, &b))
    return false;
  tree by = info->values->constant (b);
  if (code == LSHIFT_EXPR)
    return !by || compare_tree_int (by, 8) >= 0;
  return code == MULT_EXPR && by && TREE_CODE (by) == INTEGER_CST
	 && compare_tree_int (by, 256) >= 0;
}

/* NAME has the value as well.  JOINED: together with others.  */

void
piece_search::add (tree name, bool joined)
{
  tree type = TREE_TYPE (name);
  if (TREE_CODE (name) != SSA_NAME
      || (!INTEGRAL_TYPE_P (type) && !POINTER_TYPE_P (type))
      || TREE_CODE (type) == BOOLEAN_TYPE)
    return;
  joined &= !is_narrow (type);
  bool existed;
  bool &was = seen.get_or_insert (name, &existed);
  if (existed && (was || !joined))
    return;
  was = joined;
  todo.safe_push (name);
  found |= seen.elements () > MAX_NAMES;
}

void
piece_search::visit_assign (gassign *stmt, tree name, bool joined)
{
  tree lhs = gimple_assign_lhs (stmt);
  enum tree_code code = gimple_assign_rhs_code (stmt);
  if (TREE_CODE (lhs) != SSA_NAME)
    {
      /* Not if it is the index in what is assigned to.  Locals can be there to
	 join it with others; elsewhere, and in text, it counts as a number.  */
      tree base = get_base_address (lhs);
      /* A number in place of a pointer is no part of it.  */
      if (TREE_CODE (lhs) == COMPONENT_REF
	  && TREE_CODE (TREE_TYPE (TREE_OPERAND (lhs, 0))) == UNION_TYPE)
	return;
      if (gimple_assign_single_p (stmt) && gimple_assign_rhs1 (stmt) == name)
	found |= joined
		 || (is_narrow (TREE_TYPE (name))
		     && type_bytes (TREE_TYPE (name)) > 1
		     && load_key (lhs) != KEY_NARROW
		     && base && DECL_P (base) && !is_global_var (base));
      return;
    }
  bool shift = code == LSHIFT_EXPR || code == RSHIFT_EXPR;
  if (TREE_CODE_CLASS (code) == tcc_comparison || code == POINTER_PLUS_EXPR
      || code == TRUNC_DIV_EXPR || code == TRUNC_MOD_EXPR
      || (shift && gimple_assign_rhs1 (stmt) != name)
      || gimple_assign_load_p (stmt))
    return;
  if (POINTER_TYPE_P (TREE_TYPE (lhs)))
    found |= joined;
  if (gimple_assign_rhs_class (stmt) == GIMPLE_BINARY_RHS)
    {
      tree other = gimple_assign_rhs1 (stmt) == name
		   ? gimple_assign_rhs2 (stmt) : gimple_assign_rhs1 (stmt);
      if (code == BIT_IOR_EXPR || code == BIT_XOR_EXPR)
	joined |= !info->values->constant (other);
      else if (code == PLUS_EXPR)
	joined |= is_moved_up (info, other) || is_moved_up (info, name);
    }
  add (lhs, joined || is_moved_up (info, lhs));
}

/* Does the body of TARGET put argument ARG together with others?  */

static bool
joins (function_info *target, unsigned arg)
{
  const struct summary *s = target->summary;
  for (unsigned i = 0; s && i < s->links.n; i++)
    {
      const struct summary_object *o = &s->objects.v[s->links.v[i].parent];
      if (o->kind == OBJECT_PARAM && o->index == (int) arg)
	return true;
    }
  return false;
}

void
piece_search::visit_call (gcall *call, tree name, bool joined)
{
  tree fndecl = gimple_call_fndecl (call);
  function_info *target = fndecl ? function_info_of (fndecl) : NULL;
  for (unsigned i = 0; i < gimple_call_num_args (call); i++)
    if (gimple_call_arg (call, i) == name)
      found |= joined
	       || (target && is_narrow (TREE_TYPE (name))
		   && (int) i < target->n_params && joins (target, i));
  if (gimple_call_internal_p (call) && gimple_call_lhs (call))
    add (gimple_call_lhs (call), joined);
}

void
piece_search::visit (gimple *stmt, tree name, bool joined)
{
  switch (gimple_code (stmt))
    {
    case GIMPLE_PHI:
      add (gimple_phi_result (stmt), joined);
      break;
    case GIMPLE_ASSIGN:
      visit_assign (as_a<gassign *> (stmt), name, joined);
      break;
    case GIMPLE_CALL:
      visit_call (as_a<gcall *> (stmt), name, joined);
      break;
    case GIMPLE_RETURN:
    case GIMPLE_ASM:
      found |= joined;
      break;
    default:
      break;
    }
}

bool
may_be_piece (function_info *info, tree name)
{
  piece_search search;
  search.info = info;
  search.found = false;
  search.add (name, false);
  while (!search.found && !search.todo.is_empty ())
    {
      tree n = search.todo.pop ();
      bool joined = *search.seen.get (n);
      imm_use_iterator it;
      use_operand_p use;
      FOR_EACH_IMM_USE_FAST (use, it, n)
	search.visit (USE_STMT (use), n, joined);
    }
  return search.found;
}

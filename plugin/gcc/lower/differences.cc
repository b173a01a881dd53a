/* What differences and comparisons of pointers tell of them.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A difference of two pointers is a number that leads from the one to the other,
   and a comparison says where a pointer is, if it is made for one address after
   the other.  Nearly always both pointers are into one object, and nothing comes
   of it.  Where one is fresh, and nobody but the function's own names can have
   it, and the other comes from elsewhere, they are not: the number, or what
   searches, then stands for the pointer.  */

#include "compat.h"
#include "ssa.h"
#include "tree-dfa.h"
#include "site.h"

/* What a pointer begins with.  */

struct root_search
{
  auto_vec<tree, 8> names;   /* Names and constants.  */
  auto_vec<tree, 4> turning; /* PHIs that go on from themselves.  */
  auto_vec<tree, 8> open;    /* PHIs that are looked at.  */
  hash_set<tree> seen;
  bool fresh = true; /* All are results of allocations.  */
  /* Names that are looked at, at most.  */
  unsigned limit = UINT_MAX;

  void add (tree op);
  bool told (tree name, unsigned depth = 0);
  bool told_to (gcall *, unsigned i, unsigned depth);
};

/* Parameters A and B of INFO, of which it makes a difference, or a callee does;
   or which are COMPARED there.  APART: in some call a difference leads from the
   one's object to the other's.  */

struct parameter_pair
{
  function_info *info;
  tree a, b;
  bool compared;
  bool apart;
};

static auto_vec<parameter_pair> unit_pairs;

/* Functions deep that callees are looked into.  */
#define MAX_CALLEES 4

/* Does STMT make an object?  */

static bool
is_allocation (gimple *stmt)
{
  if (!is_gimple_call (stmt))
    return false;
  const struct lib_effects *e = find_library (gimple_call_fndecl (stmt));
  return (gimple_call_flags (stmt) & ECF_MALLOC)
         || (e && e->deallocator && !e->reallocates);
}

void
root_search::add (tree op)
{
  gimple *def = TREE_CODE (op) == SSA_NAME ? SSA_NAME_DEF_STMT (op) : NULL;
  if (integer_zerop (op) || seen.elements () > limit)
    return;
  if (seen.add (op))
    {
      if (open.contains (op))
        turning.safe_push (op);
      return;
    }
  if (def && gimple_code (def) == GIMPLE_PHI)
    {
      open.safe_push (op);
      for (unsigned i = 0; i < gimple_phi_num_args (def); i++)
        add (gimple_phi_arg_def (def, i));
      open.pop ();
    }
  else if (def && is_gimple_assign (def) && !gimple_assign_load_p (def))
    add (gimple_assign_rhs1 (def));
  else
    {
      names.safe_push (op);
      fresh &= def && is_allocation (def);
    }
}

/* Parameter I of FNDECL if that is a function of the unit and the parameter is in
   no memory; or null.  */

static tree
parameter_of (tree fndecl, unsigned i)
{
  function_info *callee = fndecl ? function_info_of (fndecl) : NULL;
  if (!callee || !trusts_body (callee))
    return NULL_TREE;
  tree p = DECL_ARGUMENTS (callee->decl);
  for (; p && i; i--)
    p = DECL_CHAIN (p);
  return p && is_gimple_reg (p) ? p : NULL_TREE;
}

static tree
name_of_parameter (tree p)
{
  return ssa_default_def (DECL_STRUCT_FUNCTION (DECL_CONTEXT (p)), p);
}

/* Does CALL keep its argument I, or hand it back?  */

bool
root_search::told_to (gcall *call, unsigned i, unsigned depth)
{
  tree fndecl = gimple_call_fndecl (call);
  tree lhs = gimple_call_lhs (call);
  if (!fndecl || (lhs && POINTER_TYPE_P (TREE_TYPE (lhs))))
    return true;
  if (tree p = depth < MAX_CALLEES ? parameter_of (fndecl, i) : NULL_TREE)
    {
      tree name = name_of_parameter (p);
      return name && !seen.add (name) && told (name, depth + 1);
    }
  return i >= 64 || !(callee_of_decl (fndecl)->not_kept >> i & 1);
}

/* Does anything but the function's own names learn NAME or what is made of it?
   Then it can come back from elsewhere.  */

bool
root_search::told (tree name, unsigned depth)
{
  imm_use_iterator it;
  use_operand_p use;
  FOR_EACH_IMM_USE_FAST (use, it, name)
  {
    gimple *stmt = USE_STMT (use);
    tree lhs = gimple_get_lhs (stmt);
    if (is_for_checks (stmt))
      continue;
    if (gcall *call = dyn_cast<gcall *> (stmt))
      {
        for (unsigned i = 0; i < gimple_call_num_args (call); i++)
          if (gimple_call_arg (call, i) == name && told_to (call, i, depth))
            return true;
      }
    else if (gimple_code (stmt) == GIMPLE_ASM
             || (gimple_store_p (stmt)
                 && (!gimple_assign_single_p (stmt)
                     || gimple_assign_rhs1 (stmt) == name)))
      return true;
    else if (lhs && TREE_CODE (lhs) == SSA_NAME
             && POINTER_TYPE_P (TREE_TYPE (lhs)) && !seen.add (lhs)
             && told (lhs, depth))
      return true;
  }
  return false;
}

/* Can nobody but its function have what MADE begins with, so that what OTHER
   begins with is something else?  */

static bool
is_apart (const root_search &made, const root_search &other)
{
  if (!made.fresh || made.names.is_empty ())
    return false;
  for (tree name : made.names)
    {
      root_search seen;
      if (other.names.contains (name) || seen.told (name))
        return false;
    }
  return true;
}

/* Are parameters among what X and Y begin with that some call has apart?  */

static bool
are_apart (const root_search &x, const root_search &y)
{
  for (const parameter_pair &pair : unit_pairs)
    if (pair.apart
        && ((x.names.contains (pair.a) && y.names.contains (pair.b))
            || (x.names.contains (pair.b) && y.names.contains (pair.a))))
      return true;
  return false;
}

/* The same of names that X and Y begin with.  */

static bool
leads_across (const root_search &x, const root_search &y)
{
  return !x.names.is_empty () && !y.names.is_empty ()
         && (are_apart (x, y) || is_apart (x.fresh ? x : y, x.fresh ? y : x));
}

bool
leads_across (tree a, tree b)
{
  root_search x, y;
  x.add (a);
  y.add (b);
  return leads_across (x, y);
}

/* What OP is a copy of, or points into the object of.  */

static tree
pointer_in (tree op)
{
  while (TREE_CODE (op) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (op);
      if (!gimple_assign_cast_p (def) && !gimple_assign_ssa_name_copy_p (def)
          && !(is_gimple_assign (def)
               && gimple_assign_rhs_code (def) == POINTER_PLUS_EXPR))
        break;
      op = gimple_assign_rhs1 (def);
    }
  return op;
}

/* The unit.  */

static bool
is_parameter (tree name)
{
  return TREE_CODE (name) == SSA_NAME && SSA_NAME_IS_DEFAULT_DEF (name)
         && SSA_NAME_VAR (name) && TREE_CODE (SSA_NAME_VAR (name)) == PARM_DECL;
}

/* Parameters of INFO are A and B, of which it or a callee makes a difference, or
   compares them.  */

static void
add_pair (function_info *info, tree a, tree b, bool compared)
{
  if (a == b || !is_parameter (a) || !is_parameter (b))
    return;
  for (const parameter_pair &pair : unit_pairs)
    if (pair.a == a && pair.b == b && pair.compared == compared)
      return;
  unit_pairs.safe_push ({ info, a, b, compared, false });
}

/* The same of what X and Y begin with.  */

static void
add_pairs (function_info *info, const root_search &x, const root_search &y)
{
  for (tree a : x.names)
    for (tree b : y.names)
      add_pair (info, a, b, false);
}

/* A call of function TO of the unit.  */

struct unit_call
{
  function_info *from, *to;
  gcall *stmt;
};

/* Does STMT compare A and B, which can be pointers?  */

static bool
compares (gimple *stmt, tree *a, tree *b)
{
  if (gcond *c = dyn_cast<gcond *> (stmt))
    {
      *a = gimple_cond_lhs (c);
      *b = gimple_cond_rhs (c);
    }
  else if (is_gimple_assign (stmt)
           && TREE_CODE_CLASS (gimple_assign_rhs_code (stmt)) == tcc_comparison)
    {
      *a = gimple_assign_rhs1 (stmt);
      *b = gimple_assign_rhs2 (stmt);
    }
  else
    return false;
  return type_bytes (TREE_TYPE (*a)) >= POINTER_SIZE_UNITS;
}

/* Look for differences and comparisons in INFO, and for calls in which there
   could be some.  */

static void
find_in (function_info *info, vec<unit_call> &calls)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
         gsi_next (&i))
      {
        gimple *stmt = gsi_stmt (i);
        if (is_gimple_assign (stmt)
            && gimple_assign_rhs_code (stmt) == POINTER_DIFF_EXPR)
          {
            root_search x, y;
            x.add (gimple_assign_rhs1 (stmt));
            y.add (gimple_assign_rhs2 (stmt));
            add_pairs (info, x, y);
          }
        tree a, b;
        if (compares (stmt, &a, &b))
          add_pair (info, pointer_in (a), pointer_in (b), true);
        gcall *call = dyn_cast<gcall *> (stmt);
        tree fndecl = call && gimple_call_num_args (call) > 1
                          ? gimple_call_fndecl (call)
                          : NULL_TREE;
        function_info *to = fndecl ? function_info_of (fndecl) : NULL;
        if (to && trusts_body (to))
          calls.safe_push ({ info, to, call });
      }
}

/* The argument of CALL that goes into parameter NAME of its callee, or null.  */

static tree
argument_for (gcall *call, tree name)
{
  tree p = DECL_ARGUMENTS (gimple_call_fndecl (call));
  for (unsigned i = 0; p && i < gimple_call_num_args (call);
       i++, p = DECL_CHAIN (p))
    if (p == SSA_NAME_VAR (name))
      return gimple_call_arg (call, i);
  return NULL_TREE;
}

/* What CALL says of the I-th pair, if that is one of its callee.  True if that
   is new.  */

static bool
look_at_call (const unit_call &call, unsigned i)
{
  parameter_pair pair = unit_pairs[i];
  tree a = pair.info == call.to ? argument_for (call.stmt, pair.a) : NULL_TREE;
  tree b = a ? argument_for (call.stmt, pair.b) : NULL_TREE;
  if (!b)
    return false;
  root_search x, y;
  unsigned n = unit_pairs.length ();
  if (pair.compared)
    {
      add_pair (call.from, pointer_in (a), pointer_in (b), true);
      return unit_pairs.length () != n;
    }
  x.add (a);
  y.add (b);
  add_pairs (call.from, x, y);
  unit_pairs[i].apart |= leads_across (x, y);
  return unit_pairs.length () != n || unit_pairs[i].apart != pair.apart;
}

void
find_differences (const vec<function_info *> &functions)
{
  auto_vec<unit_call> calls;
  unit_pairs.truncate (0);
  for (function_info *info : functions)
    find_in (info, calls);
  for (bool more = !unit_pairs.is_empty (); more;)
    {
      more = false;
      for (const unit_call &call : calls)
        for (unsigned i = 0; i < unit_pairs.length (); i++)
          more |= look_at_call (call, i);
    }
}

void
compared_by (gcall *call, vec<compared_arguments> &pairs)
{
  tree fndecl = gimple_call_fndecl (call);
  function_info *to
      = fndecl && !unit_pairs.is_empty () ? function_info_of (fndecl) : NULL;
  if (!to || !trusts_body (to))
    return;
  for (const parameter_pair &pair : unit_pairs)
    if (pair.compared && pair.info == to)
      {
        tree a = argument_for (call, pair.a), b = argument_for (call, pair.b);
        if (a && b)
          pairs.safe_push ({ a, b });
      }
}

/* Searching.  */

/* Is OP the one of PHI's round before, a constant, or one of these and a constant
   more?  */

static bool
counts_on (tree op, tree phi, hash_set<tree> &seen)
{
  if (op == phi || TREE_CODE (op) != SSA_NAME || seen.add (op))
    return true;
  gimple *def = SSA_NAME_DEF_STMT (op);
  if (gphi *other = dyn_cast<gphi *> (def))
    {
      for (unsigned i = 0; i < gimple_phi_num_args (other); i++)
        if (!counts_on (gimple_phi_arg_def (other, i), phi, seen))
          return false;
      return true;
    }
  if (!is_gimple_assign (def) || gimple_assign_load_p (def))
    return false;
  enum tree_code code = gimple_assign_rhs_code (def);
  bool step
      = (code == PLUS_EXPR || code == MINUS_EXPR || code == POINTER_PLUS_EXPR)
        && TREE_CODE (gimple_assign_rhs2 (def)) == INTEGER_CST;
  return (step || gimple_assign_cast_p (def)
          || gimple_assign_ssa_name_copy_p (def))
         && counts_on (gimple_assign_rhs1 (def), phi, seen);
}

/* More than this is not looked through for what only might be searched for.  */
#define MAX_SEEN 64

/* Can B go from number to number and find any value that it is compared with?  That
   is so if it begins with numbers and does not merely count.  */

static bool
finds_anything (const root_search &b)
{
  if (b.seen.elements () > b.limit)
    return false;
  for (tree name : b.names)
    if (TREE_CODE (name) != INTEGER_CST)
      return false;
  for (tree phi : b.turning)
    {
      gimple *def = SSA_NAME_DEF_STMT (phi);
      hash_set<tree> seen;
      for (unsigned i = 0; i < gimple_phi_num_args (def); i++)
        if (!counts_on (gimple_phi_arg_def (def, i), phi, seen))
          return true;
    }
  return false;
}

void
searched_by (tree a, tree b, vec<tree> &names)
{
  if (TREE_CODE (a) != SSA_NAME || TREE_CODE (b) != SSA_NAME)
    return;
  tree made = pointer_in (a);
  bool fresh = TREE_CODE (made) == SSA_NAME
               && is_allocation (SSA_NAME_DEF_STMT (made));
  root_search x, y;
  if (!fresh)
    y.limit = MAX_SEEN;
  y.add (b);
  if (fresh)
    x.add (made);
  if (!y.turning.is_empty ()
      && ((fresh && is_apart (x, y)) || finds_anything (y)))
    names.safe_splice (y.turning);
}

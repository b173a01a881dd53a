/* Whether a release is under a guard: a condition that may say which storage the
   pointer is to.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   `if (s->owned) free (s->ptr)' is one, and so is `if (is_owned (s))', or the
   result of the call that has set the pointer; where a parameter is released,
   another parameter that is asked is one.  Of the pointer itself, that it is not
   null says nothing; where it points may say it, and so may a member there.  */

#include "compat.h"
#include "cfg.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "order.h"
#include "site.h"

/* How far back conditions are looked for; at how many values, in callees too; and
   how far a way around is looked for before it is taken for granted.  */
#define MAX_BLOCKS 50
#define MAX_VALUES 300
#define MAX_AVOIDED 1000

/* What conditions of a function are asked about.  A set has bit N for parameter
   N, from 0.  */

struct question
{
  tree pointer;     /* What is released, without conversions.  */
  tree ref;         /* Where the pointer was loaded from, or null.  */
  tree holder;      /* The object that REF is a part of: a decl, or the
			   pointer that it is reached by.  Or null.  */
  HOST_WIDE_INT at; /* Where in the holder, in bits; -1: not known.  */
  unsigned HOST_WIDE_INT holders;  /* These point to the holder.  */
  unsigned HOST_WIDE_INT pointers; /* These are the pointer itself.  */
  unsigned HOST_WIDE_INT others;   /* These are a guard if they are asked. */
  int *left;                       /* Of MAX_VALUES.  */
  hash_set<gimple *> *phis;        /* Those that are being looked at.  */
};

/* VALUE without the copies and conversions on the way.  */

static tree
stripped (tree value)
{
  while (TREE_CODE (value) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (value);
      if ((!gimple_assign_single_p (def) && !gimple_assign_cast_p (def))
          || !is_gimple_val (gimple_assign_rhs1 (def)))
        break;
      value = gimple_assign_rhs1 (def);
    }
  return value;
}

/* The bit of the parameter that VALUE is, or 0.  */

static unsigned HOST_WIDE_INT
parameter_bit (tree value)
{
  if (TREE_CODE (value) == SSA_NAME && SSA_NAME_IS_DEFAULT_DEF (value))
    value = SSA_NAME_VAR (value);
  if (!value || TREE_CODE (value) != PARM_DECL)
    return 0;
  int i = 0;
  for (tree p = DECL_ARGUMENTS (DECL_CONTEXT (value)); p && p != value;
       p = DECL_CHAIN (p))
    i++;
  return i < HOST_BITS_PER_WIDE_INT ? HOST_WIDE_INT_1U << i : 0;
}

/* That of the parameter that OP is or is computed or loaded from.  */

static unsigned HOST_WIDE_INT
root_parameter (tree op)
{
  for (int depth = 0; op && depth < 16; depth++)
    {
      while (handled_component_p (op))
        op = TREE_OPERAND (op, 0);
      if (TREE_CODE (op) == MEM_REF)
        op = TREE_OPERAND (op, 0);
      if (TREE_CODE (op) != SSA_NAME || SSA_NAME_IS_DEFAULT_DEF (op))
        return parameter_bit (op);
      gimple *def = SSA_NAME_DEF_STMT (op);
      if (!is_gimple_assign (def))
        return 0;
      op = gimple_assign_rhs1 (def);
    }
  return 0;
}

/* The reference that VALUE is loaded from, or null.  */

static tree
load_of (tree value)
{
  gimple *def
      = TREE_CODE (value) == SSA_NAME ? SSA_NAME_DEF_STMT (value) : NULL;
  return def && gimple_assign_load_p (def) ? gimple_assign_rhs1 (def)
                                           : NULL_TREE;
}

/* The same behind copies, conversions and arithmetic.  */

static tree
loaded_from (tree value)
{
  for (int depth = 0; TREE_CODE (value) == SSA_NAME && depth < 8; depth++)
    {
      gimple *def = SSA_NAME_DEF_STMT (value);
      if (!is_gimple_assign (def) || gimple_assign_load_p (def))
        break;
      value = gimple_assign_rhs1 (def);
    }
  return load_of (value);
}

/* The object that REF is a part of: see struct question.  */

static tree
holder_of (tree ref)
{
  tree base = get_base_address (ref);
  if (!base || TREE_CODE (base) != MEM_REF)
    return base;
  base = TREE_OPERAND (base, 0);
  return TREE_CODE (base) == ADDR_EXPR
             ? get_base_address (TREE_OPERAND (base, 0))
             : stripped (base);
}

/* Where REF is in its holder, in bits, or -1.  */

static HOST_WIDE_INT
place_in_holder (tree ref)
{
  HOST_WIDE_INT at, size;
  bool reverse;
  tree base = get_ref_base_and_extent_hwi (ref, &at, &size, &reverse);
  if (!base || at < 0)
    return -1;
  return TREE_CODE (base) != MEM_REF
             ? at
             : at
                   + mem_ref_offset (base).force_shwi ().to_constant ()
                         * BITS_PER_UNIT;
}

/* Is VALUE the holder, or its address?  */

static bool
is_holder (const question &q, tree value)
{
  return value
         && (same_value (value, q.holder) || parameter_bit (value) & q.holders);
}

/* Is VALUE the pointer itself?  */

static bool
is_pointer (const question &q, tree value)
{
  tree ref = load_of (value);
  return value == q.pointer || parameter_bit (value) & q.pointers
         || (ref && is_holder (q, holder_of (ref))
             && (same_value (ref, q.ref)
                 || (q.at >= 0 && place_in_holder (ref) == q.at)));
}

static bool decides (const question &q, tree value, tree other);

/* Is VALUE what a call returns that can set LOCAL as well?  */

static bool
sets_too (tree value, tree local)
{
  gcall *call = value && TREE_CODE (value) == SSA_NAME
                    ? dyn_cast<gcall *> (SSA_NAME_DEF_STMT (value))
                    : NULL;
  for (unsigned i = 0; call && i < gimple_call_num_args (call); i++)
    {
      tree arg = gimple_call_arg (call, i);
      if (TREE_CODE (arg) == ADDR_EXPR
          && get_base_address (TREE_OPERAND (arg, 0)) == local)
        return true;
    }
  return false;
}

/* Is what LOAD takes from REF a guard?  A member of what is released can be a flag;
   a count that has just been changed is none.  */

static bool
load_decides (const question &q, tree ref, gimple *load)
{
  if (root_parameter (ref) & q.others || is_holder (q, holder_of (ref)))
    return true;
  for (tree t = ref; handled_component_p (t); t = TREE_OPERAND (t, 0))
    if (TREE_CODE (t) == ARRAY_REF
        && decides (q, TREE_OPERAND (t, 1), NULL_TREE))
      return true;
  tree holder = holder_of (ref);
  if (holder && DECL_P (holder) && sets_too (q.pointer, holder))
    return true;
  return TREE_CODE (ref) == COMPONENT_REF && holder && is_pointer (q, holder)
         && !(gimple_vuse (load) && stored_before (load, ref));
}

/* Is A CODE B one?  Only for equality it matters with what.  */

static bool
comparison_decides (const question &q, enum tree_code code, tree a, tree b)
{
  bool equality = code == EQ_EXPR || code == NE_EXPR;
  return decides (q, a, equality ? b : NULL_TREE)
         || decides (q, b, equality ? a : NULL_TREE);
}

/* Is the condition at the end of BB, if there is one, a guard?  */

static bool
branch_decides (const question &q, basic_block bb)
{
  gimple *last = last_stmt (bb);
  if (gswitch *s = safe_dyn_cast<gswitch *> (last))
    return decides (q, gimple_switch_index (s), NULL_TREE);
  gcond *c = safe_dyn_cast<gcond *> (last);
  return c
         && comparison_decides (q, gimple_cond_code (c), gimple_cond_lhs (c),
                                gimple_cond_rhs (c));
}

/* Is it one which value PHI has?  If those are constants, as of `a && b', it is
   as the conditions before it say.  */

static bool
phi_decides (const question &q, gphi *phi)
{
  auto_vec<basic_block, 16> blocks;
  bool constant = true;
  for (unsigned i = 0; i < gimple_phi_num_args (phi); i++)
    {
      tree arg = stripped (gimple_phi_arg_def (phi, i));
      if (decides (q, arg, NULL_TREE))
        return true;
      constant &= CONSTANT_CLASS_P (arg);
    }
  if (constant)
    blocks.safe_push (gimple_bb (phi));
  for (unsigned i = 0; i < blocks.length (); i++)
    {
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, blocks[i]->preds)
        if (branch_decides (q, e->src))
          return true;
        else if (blocks.length () < 16 && !blocks.contains (e->src))
          blocks.safe_push (e->src);
    }
  return false;
}

/* What VALUE is the address of, or, of a struct by value, VALUE itself; else
   null.  */

static tree
addressed (tree value)
{
  if (TREE_CODE (value) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (value);
      if (!gimple_assign_single_p (def))
        return NULL_TREE;
      value = gimple_assign_rhs1 (def);
      return TREE_CODE (value) == ADDR_EXPR ? TREE_OPERAND (value, 0)
                                            : NULL_TREE;
    }
  return TREE_CODE (value) == ADDR_EXPR ? TREE_OPERAND (value, 0) : value;
}

/* Does TARGET set the pointer?  */

static bool
puts_pointer (const question &q, function_info *target)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, target->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
         gsi_next (&i))
      {
        tree lhs = gimple_get_lhs (gsi_stmt (i));
        if (lhs && TREE_CODE (lhs) != SSA_NAME && is_holder (q, holder_of (lhs))
            && place_in_holder (lhs) == q.at)
          return true;
      }
  return false;
}

/* Is the result of CALL, compared with OTHER, one, as its body says?  */

static bool
call_decides (const question &q, gcall *call, tree other)
{
  tree fndecl = gimple_call_fndecl (call);
  function_info *target = fndecl ? function_info_of (fndecl) : NULL;
  if (!target || !trusts_body (target))
    return false;
  question inner
      = { NULL_TREE, q.ref, NULL_TREE, q.at, 0, 0, 0, q.left, q.phis };
  for (unsigned i = 0;
       i < gimple_call_num_args (call) && i < HOST_BITS_PER_WIDE_INT; i++)
    {
      tree arg = stripped (gimple_call_arg (call, i));
      unsigned HOST_WIDE_INT bit = HOST_WIDE_INT_1U << i;
      tree of = addressed (arg);
      if (is_holder (q, arg) || is_holder (q, of))
        inner.holders |= bit;
      else if (is_pointer (q, arg))
        inner.pointers |= bit;
      else if ((of && is_holder (q, holder_of (of)))
               || decides (q, arg, NULL_TREE))
        inner.others |= bit;
    }
  if (!(inner.holders | inner.pointers | inner.others))
    return false;
  /* Then its result can say to what.  */
  if (inner.holders && puts_pointer (inner, target))
    return true;
  edge e;
  edge_iterator ei;
  FOR_EACH_EDGE (e, ei, EXIT_BLOCK_PTR_FOR_FN (target->fun)->preds)
    {
      greturn *r = safe_dyn_cast<greturn *> (last_stmt (e->src));
      tree value = r ? gimple_return_retval (r) : NULL_TREE;
      if (value && decides (inner, value, other))
        return true;
    }
  return false;
}

/* Is VALUE, compared with OTHER if that is not null, a guard?  */

static bool
decides (const question &q, tree value, tree other)
{
  value = stripped (value);
  if (TREE_CODE (value) != SSA_NAME || --*q.left < 0)
    return false;
  if (parameter_bit (value) & q.others)
    return true;
  if (is_pointer (q, value))
    return !(other
             && (integer_zerop (other)
                 || (value == q.pointer && !q.pointers
                     && TREE_CODE (stripped (other)) == ADDR_EXPR)));
  gimple *def = SSA_NAME_DEF_STMT (value);
  if (gphi *phi = dyn_cast<gphi *> (def))
    {
      if (q.phis->add (phi))
        return false;
      bool found = phi_decides (q, phi);
      q.phis->remove (phi);
      return found;
    }
  if (gcall *call = dyn_cast<gcall *> (def))
    return call_decides (q, call, other);
  if (!is_gimple_assign (def))
    return false;
  if (tree ref = load_of (value))
    return load_decides (q, ref, def);
  enum tree_code code = gimple_assign_rhs_code (def);
  if (TREE_CODE_CLASS (code) == tcc_comparison)
    return comparison_decides (q, code, gimple_op (def, 1), gimple_op (def, 2));
  for (unsigned i = 1; i < gimple_num_ops (def); i++)
    if (decides (q, gimple_op (def, i), NULL_TREE))
      return true;
  return false;
}

/* Can control go from BB to an end without coming by BARRED?  */

static bool
can_avoid (basic_block bb, basic_block barred)
{
  auto_vec<basic_block, 16> queue;
  hash_set<basic_block> seen;
  queue.safe_push (bb);
  while (!queue.is_empty ())
    {
      basic_block b = queue.pop ();
      if (EDGE_COUNT (b->succs) == 0 || seen.elements () > MAX_AVOIDED)
        return true;
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, b->succs)
        if (e->dest != barred && !seen.add (e->dest))
          queue.safe_push (e->dest);
    }
  return false;
}

bool
is_guarded (gcall *call, tree ptr)
{
  int left = MAX_VALUES;
  hash_set<gimple *> phis;
  question q
      = { stripped (ptr), loaded_from (ptr), NULL_TREE, -1, 0, 0, 0, &left,
          &phis };
  if (q.ref)
    {
      q.holder = holder_of (q.ref);
      q.at = place_in_holder (q.ref);
    }
  unsigned HOST_WIDE_INT root = root_parameter (ptr);
  if (root)
    q.others = ~root;
  if (!q.ref)
    q.pointers = root;
  /* Is there a way to the call without a guard?  What other parameters say in
     front of where ways join is about more than this call.  */
  auto_vec<basic_block, MAX_BLOCKS> blocks;
  blocks.safe_push (gimple_bb (call));
  for (unsigned i = 0; i < blocks.length (); i++)
    {
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, blocks[i]->preds)
        if (e->src->index == ENTRY_BLOCK || blocks.length () == MAX_BLOCKS)
          return false;
        else if (!blocks.contains (e->src)
                 && !(branch_decides (q, e->src)
                      && can_avoid (e->src, gimple_bb (call))))
          blocks.safe_push (e->src);
      if (!single_pred_p (blocks[i]))
        q.others = 0;
    }
  return true;
}

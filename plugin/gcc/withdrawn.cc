/* What is given to libc or the kernel and withdrawn again.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A function that registers the address of a local (epoll_ctl, putenv, setvbuf,
   sigaltstack) and withdraws it whichever way it returns leaves nothing behind.
   The table for libc says which calls are such pairs.  Where the registration
   itself has failed there is nothing to withdraw.  */

#include "compat.h"
#include "ssa.h"
#include "tree-cfg.h"
#include "tree-dfa.h"
#include "judge.h"
#include "site.h"

/* How deep a call may stand that withdraws.  */
#define MAX_WITHDRAWAL_DEPTH 4

/* Do arguments A and B have the same value, as far as can be seen?  */

static bool
is_same (tree a, tree b)
{
  if (operand_equal_p (a, b, 0))
    return true;
  if (TREE_CODE (a) != SSA_NAME || TREE_CODE (b) != SSA_NAME)
    return false;
  gimple *x = SSA_NAME_DEF_STMT (a), *y = SSA_NAME_DEF_STMT (b);
  return gimple_assign_load_p (x) && gimple_assign_load_p (y)
         && operand_equal_p (gimple_assign_rhs1 (x), gimple_assign_rhs1 (y), 0);
}

/* Is VALUE what stands where pointer P points?  */

static bool
is_what_stands_at (tree value, tree p)
{
  if (TREE_CODE (value) != SSA_NAME)
    return false;
  gimple *load = SSA_NAME_DEF_STMT (value);
  if (TREE_CODE (p) == SSA_NAME
      && gimple_assign_single_p (SSA_NAME_DEF_STMT (p))
      && TREE_CODE (gimple_assign_rhs1 (SSA_NAME_DEF_STMT (p))) == ADDR_EXPR)
    p = gimple_assign_rhs1 (SSA_NAME_DEF_STMT (p));
  if (!gimple_assign_load_p (load))
    return false;
  tree from = gimple_assign_rhs1 (load);
  return TREE_CODE (p) == ADDR_EXPR
             ? operand_equal_p (TREE_OPERAND (p, 0), from, 0)
             : TREE_CODE (from) == MEM_REF && TREE_OPERAND (from, 0) == p
                   && integer_zerop (TREE_OPERAND (from, 1));
}

/* The text that STMT stores at the beginning of BASE, or null if it stores none
   or one that cannot be seen.  */

static const char *
stored_text (gimple *stmt, tree base)
{
  static const struct
  {
    const char *name;
    unsigned text;
  } writers[] = { { "strcpy", 1 },   { "__strcpy_chk", 1 },
                  { "sprintf", 1 },  { "__sprintf_chk", 3 },
                  { "snprintf", 2 }, { "__snprintf_chk", 4 } };
  if (gimple_assign_single_p (stmt) && gimple_assign_lhs (stmt) == base)
    {
      tree from = gimple_assign_rhs1 (stmt);
      if (VAR_P (from) && TREE_READONLY (from) && DECL_INITIAL (from))
        from = DECL_INITIAL (from);
      return TREE_CODE (from) == STRING_CST ? TREE_STRING_POINTER (from) : NULL;
    }
  gcall *call = dyn_cast<gcall *> (stmt);
  const struct lib_effects *e
      = call ? find_library (gimple_call_fndecl (call)) : NULL;
  for (const auto &w : writers)
    if (e && !strcmp (e->name, w.name) && w.text < gimple_call_num_args (call)
        && TREE_CODE (gimple_call_arg (call, 0)) == ADDR_EXPR
        && TREE_OPERAND (gimple_call_arg (call, 0), 0) == base)
      return c_getstr (gimple_call_arg (call, w.text));
  return NULL;
}

/* What has left memory as VUSE is, but for the calls of sanitizers.  */

static gimple *
access_before (tree vuse)
{
  gimple *stmt = SSA_NAME_DEF_STMT (vuse);
  while (is_gimple_call (stmt) && is_check_call (stmt))
    stmt = SSA_NAME_DEF_STMT (gimple_vuse (stmt));
  gphi *phi = dyn_cast<gphi *> (stmt);
  gimple *same = NULL;
  for (unsigned i = 0; phi && i < gimple_phi_num_args (phi); i++)
    {
      gimple *from = SSA_NAME_DEF_STMT (gimple_phi_arg_def (phi, i));
      while (is_gimple_call (from) && is_check_call (from))
        from = SSA_NAME_DEF_STMT (gimple_vuse (from));
      if (same && same != from)
        return stmt;
      same = from;
    }
  return same ? same : stmt;
}

/* The text that ARG of CALL points to, or null.  */

static const char *
visible_text (gcall *call, tree arg)
{
  if (const char *text = c_getstr (arg))
    return text;
  if (TREE_CODE (arg) != ADDR_EXPR || !gimple_vuse (call))
    return NULL;
  tree base = TREE_OPERAND (arg, 0);
  for (gimple *stmt = access_before (gimple_vuse (call)); gimple_vuse (stmt);
       stmt = access_before (gimple_vuse (stmt)))
    {
      if (const char *text = stored_text (stmt, base))
        return text;
      if (!is_gimple_assign (stmt) || !DECL_P (gimple_assign_lhs (stmt))
          || gimple_assign_lhs (stmt) == base)
        return NULL;
    }
  return NULL;
}

/* May ARG of CALL be the name of the environment variable that OF of SETTER
   sets?  */

static bool
may_name (gcall *call, tree arg, gcall *setter, tree of)
{
  const char *name = visible_text (call, arg);
  const char *text = visible_text (setter, of);
  size_t n = text ? strcspn (text, "=%") : 0;
  return !name || !text || text[n] != '='
         || (strcspn (name, "=") == n && !strncmp (name, text, n));
}

static bool
is_same_argument (const struct same_argument &s, gcall *call,
                  gcall *registration)
{
  if (s.arg > gimple_call_num_args (call)
      || s.of > gimple_call_num_args (registration))
    return false;
  tree arg = gimple_call_arg (call, s.arg - 1);
  tree of = gimple_call_arg (registration, s.of - 1);
  return s.named   ? may_name (call, arg, registration, of)
         : s.level ? is_what_stands_at (arg, of)
                   : is_same (arg, of);
}

static bool
is_one_of (const char *name, const char *const (&names)[MAX_WITHDRAWN])
{
  for (const char *n : names)
    if (n && !strcmp (n, name))
      return true;
  return false;
}

/* What leaves a pointer: AT is the call in this function, CALL the library's, the
   same or one in a callee.  */

struct registration
{
  gcall *at, *call;
  const struct lib_effects *effects;
};

static bool is_withdrawn_in (function_info *, const struct registration &,
                             unsigned depth);

/* Does STMT, of INFO, withdraw what R has left?  With DEPTH, in a callee: which of
   several registrations that is cannot be told there.  */

static bool
withdraws (function_info *info, gimple *stmt, const struct registration &r,
           unsigned depth)
{
  gcall *call = dyn_cast<gcall *> (stmt);
  tree fndecl = call ? gimple_call_fndecl (call) : NULL_TREE;
  const struct lib_effects *e = fndecl ? find_library (fndecl) : NULL;
  if (!e && fndecl && depth < MAX_WITHDRAWAL_DEPTH)
    {
      function_info *callee = function_info_of (fndecl);
      return callee && is_withdrawn_in (callee, r, depth + 1);
    }
  if (!e || !is_one_of (r.effects->name, e->withdraws.names))
    return false;
  const struct withdrawal &w = e->withdraws;
  if (w.when)
    {
      tree is
          = w.when <= gimple_call_num_args (call)
                ? info->values->constant (gimple_call_arg (call, w.when - 1))
                : NULL_TREE;
      bool equal = is && TREE_CODE (is) == INTEGER_CST
                   && compare_tree_int (is, w.is) == 0;
      if (equal == w.unless)
        return false;
    }
  if (depth || r.call != r.at)
    return true;
  unsigned same = 0;
  for (unsigned i = 0; i < w.n_same; i++)
    same += is_same_argument (w.same[i], call, r.call);
  return same >= (w.any ? 1 : w.n_same);
}

/* Does some statement of INFO withdraw it?  */

static bool
is_withdrawn_in (function_info *info, const struct registration &r,
                 unsigned depth)
{
  basic_block bb;
  FOR_EACH_BB_FN (bb, info->fun)
    for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
         gsi_next (&i))
      if (withdraws (info, gsi_stmt (i), r, depth))
        return true;
  return false;
}

/* The first member of RECORD that is an int, or null.  */

static tree
first_int (tree record)
{
  if (TREE_CODE (record) != RECORD_TYPE)
    return NULL_TREE;
  tree f = TYPE_FIELDS (record);
  while (f
         && (TREE_CODE (f) != FIELD_DECL
             || TYPE_MAIN_VARIANT (TREE_TYPE (f)) != integer_type_node))
    f = DECL_CHAIN (f);
  return f;
}

/* What was last stored in the number at bit OFF of BASE before STMT, if that is
   plain to see, or null.  */

static tree
number_before (gimple *stmt, tree base, HOST_WIDE_INT off)
{
  for (stmt = SSA_NAME_DEF_STMT (gimple_vuse (stmt));
       is_gimple_assign (stmt) && gimple_vuse (stmt);
       stmt = SSA_NAME_DEF_STMT (gimple_vuse (stmt)))
    {
      HOST_WIDE_INT at, size;
      bool reverse;
      tree there = get_ref_base_and_extent_hwi (gimple_assign_lhs (stmt), &at,
                                                &size, &reverse);
      if (there == base && at == off)
        return gimple_assign_single_p (stmt) ? gimple_assign_rhs1 (stmt)
                                             : NULL_TREE;
      if (!there || !DECL_P (there) || there == base)
        return NULL_TREE;
    }
  return NULL_TREE;
}

/* Does CALL, of E, do nothing, by what it is given in memory?  */

static bool
is_idle (gcall *call, const struct lib_effects *e)
{
  if (!e || e->idle.level != 1 || e->idle.arg > gimple_call_num_args (call))
    return false;
  tree arg = gimple_call_arg (call, e->idle.arg - 1);
  if (TREE_CODE (arg) != ADDR_EXPR || !gimple_vuse (call))
    return false;
  tree base = TREE_OPERAND (arg, 0), member = first_int (TREE_TYPE (base));
  if (!member || !tree_fits_shwi_p (bit_position (member)))
    return false;
  tree is = number_before (call, base, int_bit_position (member));
  return is && TREE_CODE (is) == INTEGER_CST
         && compare_tree_int (is, e->idle.is) == 0;
}

/* Is E taken only where CALL has failed, by what it returned: not 0?  */

static bool
is_failure (edge e, gcall *call)
{
  gcond *c = safe_dyn_cast<gcond *> (last_stmt (e->src));
  tree lhs = gimple_call_lhs (call);
  if (!c || !lhs || gimple_cond_lhs (c) != lhs
      || !INTEGRAL_TYPE_P (TREE_TYPE (lhs)))
    return false;
  tree zero = build_int_cst (TREE_TYPE (lhs), 0);
  tree done = fold_binary (gimple_cond_code (c), boolean_type_node, zero,
                           gimple_cond_rhs (c));
  return done && TREE_CODE (done) == INTEGER_CST
         && (e->flags
             & (integer_zerop (done) ? EDGE_TRUE_VALUE : EDGE_FALSE_VALUE));
}

/* Does a call that withdraws follow R, whichever way control goes?  */

static bool
is_always_withdrawn (function_info *info, const struct registration &r)
{
  hash_set<basic_block> barred;
  basic_block bb, from = gimple_bb (r.at);
  bool behind = false;
  FOR_EACH_BB_FN (bb, info->fun)
    {
      bool before = bb == from;
      for (gimple_stmt_iterator i = gsi_start_bb (bb); !gsi_end_p (i);
           gsi_next (&i))
        {
          if (gsi_stmt (i) == r.at)
            before = false;
          else if (withdraws (info, gsi_stmt (i), r, 0))
            {
              behind |= bb == from && !before;
              barred.add (bb);
            }
        }
    }
  return behind
         || (!barred.is_empty ()
             && !control_reaches (from, EXIT_BLOCK_PTR_FOR_FN (info->fun),
                                  [&] (edge e) {
                                    return info->values->executable (e)
                                           && !is_failure (e, r.at)
                                           && !barred.contains (e->dest);
                                  }));
}

/* The registration that STEP is, if it is one.  */

static bool
find_registration (const struct step &step, struct registration *r)
{
  const struct step *s = &step;
  while (s->inner && s->inner->n)
    s = &s->inner->steps[s->inner->n - 1];
  if (s->kind != STEP_LIBRARY || !s->where || !step.where)
    return false;
  gimple *at = (gimple *)const_cast<void *> (step.where);
  gimple *call = (gimple *)const_cast<void *> (s->where);
  if (!is_gimple_call (at) || !is_gimple_call (call))
    return false;
  r->at = as_a<gcall *> (at);
  r->call = as_a<gcall *> (call);
  r->effects = find_library (gimple_call_fndecl (call));
  return r->effects;
}

/* Does E take out of memory what was registered, and put only that there?  */

static bool
is_mere_withdrawal (const struct lib_effects *e)
{
  return e->withdraws.names[0] && !is_one_of (e->name, e->withdraws.names);
}

bool
is_withdrawn (function_info *info, const struct outcome *out, object_id obj)
{
  const struct graph *g = info->graph;
  bool some = false;
  for (uint32_t e = 1; e < g->edges.n; e++)
    {
      const struct flow_edge &edge = g->edges.v[e];
      object_id holder = g->nodes.v[edge.dst].obj;
      enum grade grade;
      if (holder == NO_OBJECT || holder == obj
          || !graph_holds (g, edge.src, obj) || !graph_holds (g, edge.dst, obj))
        continue;
      bool keeps = outcome_root (&g->objects.v[holder], &grade)
                       ? grade == GRADE_SHOWN && edge.grade == GRADE_SHOWN
                       : out[holder].shown != 0;
      if (!keeps)
        continue;
      struct registration r;
      if (!find_registration (g->steps.v[edge.step], &r))
        return false;
      if (is_idle (r.call, r.effects) || is_mere_withdrawal (r.effects))
        continue;
      if (!is_always_withdrawn (info, r))
        return false;
      some = true;
    }
  return some;
}

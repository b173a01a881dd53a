/* Who is called, and with what: see lower.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What to believe of a callee, best first: a `flow' attribute; the table for
   libc; the summary of its body; what is known without one (callees.cc).  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "attr-fnspec.h"
#include "builtins.h"
#include "calls.h"
#include "internal-fn.h"
#include "locals.h"
#include "site.h"

/* Names.  */

const char *
function_name (tree fndecl)
{
  if (!fndecl || !DECL_NAME (fndecl))
    return "";
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  if (startswith (name, "__builtin_"))
    name += strlen ("__builtin_");
  /* Fortified calls, and VLAs: what the source says.  */
  if (startswith (name, "__") && strlen (name) > 6
      && !strcmp (name + strlen (name) - 4, "_chk"))
    name = IDENTIFIER_POINTER (
        get_identifier_with_length (name + 2, strlen (name) - 6));
  if (!strcmp (name, "alloca_with_align")
      || !strcmp (name, "alloca_with_align_and_max"))
    return "alloca";
  return name;
}

const char *
call_name (const gimple *call)
{
  tree fndecl = gimple_call_fndecl (call);
  if (fndecl)
    return function_name (fndecl);
  tree fn = gimple_call_fn (call);
  if (fn && TREE_CODE (fn) == SSA_NAME)
    {
      tree var = SSA_NAME_VAR (fn);
      if (var && DECL_NAME (var) && !DECL_IGNORED_P (var))
        return IDENTIFIER_POINTER (DECL_NAME (var));
      gimple *def = SSA_NAME_DEF_STMT (fn);
      if (gimple_assign_load_p (def))
        {
          tree rhs = gimple_assign_rhs1 (def);
          while (TREE_CODE (rhs) == ARRAY_REF)
            rhs = TREE_OPERAND (rhs, 0);
          tree named = TREE_CODE (rhs) == COMPONENT_REF ? TREE_OPERAND (rhs, 1)
                       : DECL_P (rhs)                   ? rhs
                                                        : NULL;
          if (named && DECL_NAME (named))
            return IDENTIFIER_POINTER (DECL_NAME (named));
        }
    }
  return "function pointer";
}

bool
is_alloca_call (const gimple *call)
{
  tree fndecl = gimple_call_fndecl (call);
  return fndecl && fndecl_built_in_p (fndecl, BUILT_IN_NORMAL)
         && ALLOCA_FUNCTION_CODE_P (DECL_FUNCTION_CODE (fndecl));
}

/* Is ARG the address of a string literal?  */

static bool
is_literal (tree arg)
{
  return TREE_CODE (arg) == ADDR_EXPR
         && TREE_CODE (get_base_address (TREE_OPERAND (arg, 0))) == STRING_CST;
}

bool
ignores_address (gimple *stmt, tree arg)
{
  switch (DECL_FUNCTION_CODE (gimple_call_fndecl (stmt)))
    {
    case BUILT_IN_MEMCPY:
    case BUILT_IN_MEMMOVE:
    case BUILT_IN_MEMPCPY:
    case BUILT_IN_MEMSET:
    case BUILT_IN_MEMCPY_CHK:
    case BUILT_IN_MEMMOVE_CHK:
    case BUILT_IN_MEMPCPY_CHK:
    case BUILT_IN_MEMSET_CHK:
      /* They return where they wrote.  */
      return !gimple_call_lhs (stmt) || arg != gimple_call_arg (stmt, 0);
    case BUILT_IN_STRCPY:
    case BUILT_IN_STPCPY:
    case BUILT_IN_STRCPY_CHK:
    case BUILT_IN_STPCPY_CHK:
      /* Folded to memcpy unless for size.  */
      return !gimple_call_lhs (stmt) && is_literal (gimple_call_arg (stmt, 1));
    case BUILT_IN_BCOPY:
    case BUILT_IN_BZERO:
    case BUILT_IN_OBJECT_SIZE:
    case BUILT_IN_CLEAR_PADDING:
    case BUILT_IN_VA_START:
    case BUILT_IN_VA_END:
    case BUILT_IN_VA_COPY:
      return true;
    default:
      return false;
    }
}

bool
is_block_call (function_info *info, gimple *stmt, int64_t *bytes)
{
  if (!gimple_call_builtin_p (stmt, BUILT_IN_NORMAL) || gimple_call_lhs (stmt))
    return false;
  switch (DECL_FUNCTION_CODE (gimple_call_fndecl (stmt)))
    {
    case BUILT_IN_MEMCPY:
    case BUILT_IN_MEMMOVE:
    case BUILT_IN_MEMSET:
    case BUILT_IN_MEMCPY_CHK:
    case BUILT_IN_MEMMOVE_CHK:
    case BUILT_IN_MEMSET_CHK:
      break;
    default:
      return false;
    }
  tree n = info->values->constant (gimple_call_arg (stmt, 2));
  if (!n || !tree_fits_shwi_p (n) || tree_to_shwi (n) <= 0)
    return false;
  *bytes = tree_to_shwi (n);
  return true;
}

/* Functions with a body in the unit.  */

bool
trusts_body (const function_info *target)
{
  cgraph_node *node = target->node;
  if (DECL_WEAK (target->decl) || node->ifunc_resolver
      || lookup_attribute ("ifunc", DECL_ATTRIBUTES (target->decl)))
    return false;
  if (DECL_EXTERNAL (target->decl)
      && !lookup_attribute ("always_inline", DECL_ATTRIBUTES (target->decl)))
    return false;
  if (options.interpose_distrust && TREE_PUBLIC (target->decl) && flag_pic
      && !flag_pie && DECL_VISIBILITY (target->decl) == VISIBILITY_DEFAULT)
    return false;
  return true;
}

/* What is not exact below is not worth as much of the finest look: S makes it
   shorter, with all that it says.  */

static void
note_inexact (function_info *info, const struct summary *s)
{
  struct graph *g = info->graph;
  if (!s->imprecise || info->precision != PRECISION_FULL)
    return;
  uint64_t effects = s->effects.n * (options.budget >> 12);
  g->budget = MIN (g->budget, options.budget >> 7);
  g->budget -= MIN (g->budget, effects);
}

static void
apply_summary (function_info *info, const site &s, function_info *target,
               const fn_attributes *a)
{
  struct call_site cs;
  memset (&cs, 0, sizeof cs);
  auto_vec<object_size, 8> sizes;
  auto_vec<bool, 8> known;
  auto_vec<uint64_t, 8> values;
  for (unsigned i = 0; i < s.args.length (); i++)
    {
      struct object_size size = { SIZE_UNKNOWN, 0, 0, 0 };
      if (!s.inner && i < gimple_call_num_args (s.stmt))
        size = lower_size (info, gimple_call_arg (s.stmt, i));
      sizes.safe_push (size);
      tree value = !s.inner && i < gimple_call_num_args (s.stmt)
                       ? info->values->constant (gimple_call_arg (s.stmt, i))
                       : NULL_TREE;
      known.safe_push (value && TREE_CODE (value) == INTEGER_CST
                       && TYPE_PRECISION (TREE_TYPE (value)) <= 64);
      values.safe_push (known.last () ? TREE_INT_CST_LOW (value)
                        : size.kind == SIZE_ARG
                            ? common_bits (gimple_call_arg (s.stmt, i))
                            : 0);
    }
  cs.where = s.stmt;
  cs.callee = target->decl;
  cs.args = s.args.address ();
  cs.stores = s.stores.is_empty () ? NULL : s.stores.address ();
  cs.n_args = s.args.length ();
  cs.block_args = s.block_args;
  cs.chain = s.chain;
  cs.arg_sizes = sizes.address ();
  cs.arg_known = known.address ();
  cs.arg_values = values.address ();
  /* A small number is a piece of a pointer only if it is used as one.  */
  tree lhs = s.inner ? NULL_TREE : gimple_call_lhs (s.stmt);
  bool number = lhs && TREE_CODE (lhs) == SSA_NAME
                && type_bytes (TREE_TYPE (lhs)) < pointer_size_bytes ()
                && !may_be_piece (info, lhs);
  cs.result = number ? NO_NODE : s.result;
  cs.result_memory = s.result_memory;
  cs.recursive = info->component == target->component;
  /* A call through a pointer, perhaps.  */
  if (cs.recursive)
    info->callees.add (target);
  cs.inner = s.inner;
  if (!s.inner)
    cs.needs = needed_parameters (info, gimple_bb (s.stmt), &cs.only_if);
  cs.grade = s.grade;
  if (a->allocates)
    {
      cs.has_kind = true;
      cs.kind = a->allocates_kind;
    }
  else
    {
      tree ret = TREE_TYPE (TREE_TYPE (target->decl));
      if (POINTER_TYPE_P (ret)
          && type_container_kind (TREE_TYPE (ret), &cs.kind))
        cs.has_kind = true;
    }
  const struct summary *summary = target->summary;
  if (!summary)
    return; /* First round of a recursion: nothing yet.  */
  if (summary->allocates)
    {
      step_id step = graph_step (info->graph, STEP_PASS, s.stmt, target->decl,
                                 summary->allocates);
      note_allocates (info, summary->allocates_grade, step);
    }
  note_inexact (info, summary);
  object_id first_new = info->graph->objects.n;
  summary_instantiate (info->graph, summary, &cs);
  for (object_id o = first_new;
       is_guess (info, s) && o < info->graph->objects.n; o++)
    info->graph->objects.v[o].doubtful = true;
  lower_new_globals (info, first_new);
  apply_releases (info, s, a->releases, target->decl);
}

/* S calls FNDECL.  */

static void
apply_function (function_info *info, const site &s, tree fndecl)
{
  const fn_attributes *a = fn_attributes_of (TREE_TYPE (fndecl), fndecl);
  if (a->flows)
    {
      apply_attributes (info, s, a, fndecl);
      return;
    }
  /* Before the body: inline ones of libc's headers are there at some levels of
     optimisation only.  */
  const struct lib_effects *e = find_library (fndecl);
  if (e)
    {
      apply_library (info, s, e, fndecl);
      return;
    }
  function_info *target = function_info_of (fndecl);
  if (!target)
    {
      if (!apply_builtin (info, s, fndecl))
        apply_unknown (info, s, a, fndecl);
      return;
    }
  bool ready = target->analysed || (target->component == info->component);
  if (!ready || !trusts_body (target)
      || (target->summary && target->summary->unknown))
    apply_unknown (info, s, a, fndecl);
  else
    apply_summary (info, s, target, a);
}

/* Calls.  */

/* Where CALL reads or writes, as ACCESS says, by argument I, if that is the
   address of a local that is followed in order; else NO_NODE.  */

static node_id
followed_arg (function_info *info, gcall *call, unsigned i,
              enum access_kind access)
{
  tree arg = gimple_call_arg (call, i);
  tree base = TREE_CODE (arg) == ADDR_EXPR
                  ? get_base_address (TREE_OPERAND (arg, 0))
                  : NULL_TREE;
  if (!base || !DECL_P (base) || !info->locals->is_accessed (base, call))
    return NO_NODE;
  struct place place;
  node_id ptr
      = lower_reference (info, TREE_OPERAND (arg, 0), call, &place, access);
  return shifted (info->graph, ptr, place);
}

/* How many arguments __builtin_va_arg_pack stands for at most, as far as the
   callee has names for them.  */
#define MAX_PACK 16

static void
fill_site (function_info *info, site &s, gcall *call)
{
  struct graph *g = info->graph;
  s.stmt = call;
  s.fntype = gimple_call_fntype (call);
  s.block_args = 0;
  s.inner = NULL;
  s.grade = GRADE_SHOWN;
  s.result = s.result_memory = NO_NODE;
  int64_t bytes;
  bool block_call = is_block_call (info, call, &bytes);
  for (unsigned i = 0; i < gimple_call_num_args (call); i++)
    {
      tree arg = gimple_call_arg (call, i);
      node_id n = NO_NODE;
      if (block_call && i < 2)
        n = followed_arg (info, call, i, i ? ACCESS_READ : ACCESS_WRITE);
      else if ((n = followed_arg (info, call, i, ACCESS_READ)))
        {
          s.stores.safe_grow_cleared (gimple_call_num_args (call), true);
          s.stores[i] = followed_arg (info, call, i, ACCESS_WRITE);
        }
      if (n)
        ;
      else if (is_block_type (TREE_TYPE (arg)) && !CONSTANT_CLASS_P (arg))
        {
          struct place place;
          node_id ptr = lower_reference (info, arg, call, &place, ACCESS_READ);
          if (i < 64)
            {
              n = shifted (g, ptr, place);
              s.block_args |= (uint64_t)1 << i;
            }
          else
            {
              n = graph_variable (g);
              graph_load (g, ptr, place_anywhere, -1, n, KEY_ANY, NO_STEP);
            }
        }
      else if (TREE_CODE (arg) == SSA_NAME || TREE_CODE (arg) == ADDR_EXPR)
        n = lower_value (info, arg, call);
      else if (!CONSTANT_CLASS_P (arg))
        {
          struct place place;
          node_id ptr = lower_reference (info, arg, call, &place, ACCESS_READ);
          n = graph_variable (g);
          graph_load (g, ptr, place, type_bytes (TREE_TYPE (arg)), n, KEY_ANY,
                      NO_STEP);
        }
      s.args.safe_push (n);
    }
  if (gimple_call_va_arg_pack_p (call))
    for (unsigned i = 0; i < MAX_PACK; i++)
      s.args.safe_push (lower_variadic (info));
  tree chain = gimple_call_chain (call);
  s.chain = chain ? lower_value (info, chain, call) : NO_NODE;
  tree lhs = gimple_call_lhs (call);
  if (!lhs)
    return;
  if (TREE_CODE (lhs) == SSA_NAME && !is_block_type (TREE_TYPE (lhs)))
    {
      s.result = lower_value (info, lhs, call);
      return;
    }
  struct place place;
  node_id ptr = lower_reference (info, lhs, call, &place, ACCESS_WRITE);
  tree base = get_base_address (lhs);
  if (TREE_CODE (lhs) == SSA_NAME
      || (base && DECL_P (base) && !is_global_var (base)))
    {
      s.result_memory = shifted (g, ptr, place);
      return;
    }
  /* That the result is stored somewhere is a step of its own, to be told.  */
  step_id step = graph_step (g, STEP_STORE, call, lhs, NULL);
  if (!is_block_type (TREE_TYPE (lhs)))
    {
      s.result = graph_variable (g);
      graph_store (g, ptr, place, s.result, step);
      return;
    }
  int64_t size = type_bytes (TREE_TYPE (lhs));
  s.result_memory
      = graph_address (g, graph_object (g, OBJECT_FRAME, NULL, size),
                       place_start, NO_STEP);
  graph_block (g, ptr, place, s.result_memory, place_start, size,
               type_shape (TREE_TYPE (lhs)), step);
}

/* Is CALL, of an internal function, there for checks and marks only?  */

static bool
has_no_effect (const gimple *call)
{
  switch (gimple_call_internal_fn (call))
    {
    case IFN_UBSAN_NULL:
    case IFN_UBSAN_BOUNDS:
    case IFN_UBSAN_VPTR:
    case IFN_UBSAN_PTR:
    case IFN_UBSAN_OBJECT_SIZE:
    case IFN_ABNORMAL_DISPATCHER:
    case IFN_HWASAN_ALLOCA_UNPOISON:
    case IFN_HWASAN_CHECK:
    case IFN_HWASAN_MARK:
    case IFN_ASAN_CHECK:
    case IFN_ASAN_MARK:
    case IFN_ASAN_POISON:
    case IFN_ASAN_POISON_USE:
    case IFN_TSAN_FUNC_EXIT:
    case IFN_FALLTHROUGH:
    case IFN_NOP:
    case IFN_UNIQUE:
    case IFN_SET_EDOM:
      return true;
    default:
      return false;
    }
}

/* Are all uses of NAME, directly or after arithmetic, checks?  */

static bool
is_only_checked (tree name, int depth)
{
  imm_use_iterator it;
  use_operand_p use;
  bool some = false;
  FOR_EACH_IMM_USE_FAST (use, it, name)
  {
    gimple *s = USE_STMT (use);
    if (is_gimple_debug (s))
      continue;
    if (!is_for_checks (s, depth + 1))
      return false;
    some = true;
  }
  return some;
}

bool
is_for_checks (gimple *stmt, int depth)
{
  if (is_gimple_call (stmt) && gimple_call_internal_p (stmt))
    return has_no_effect (stmt);
  if (gimple_call_builtin_p (stmt, BUILT_IN_OBJECT_SIZE))
    return true;
  /* A pointer that must not be null.  */
  if (gcond *cond = dyn_cast<gcond *> (stmt))
    return depth == 0 && integer_zerop (gimple_cond_rhs (cond));
  tree lhs = is_gimple_assign (stmt) ? gimple_assign_lhs (stmt) : NULL_TREE;
  return lhs && TREE_CODE (lhs) == SSA_NAME && depth < 8
         && !gimple_assign_load_p (stmt) && is_only_checked (lhs, depth);
}

/* Internal functions: a closed table; what is not in it is unknown code.  */

static void
lower_internal_call (function_info *info, const site &s)
{
  struct graph *g = info->graph;
  if (compat_is_deferred_init (s.stmt) || has_no_effect (s.stmt))
    return;
  switch (gimple_call_internal_fn (s.stmt))
    {
    case IFN_BUILTIN_EXPECT:
    case IFN_LAUNDER:
    case IFN_ANNOTATE:
    case IFN_HWASAN_CHOOSE_TAG:
    case IFN_HWASAN_SET_TAG:
      to_result (info, s, site_arg (s, 0), place_start, NO_STEP);
      break;
    case IFN_VA_ARG:
      {
        /* The argument list holds what was passed; a va_list that is a
	   pointer to it adds a step.  */
        node_id list = graph_variable (g), value = graph_variable (g);
        graph_load (g, site_arg (s, 0), place_anywhere, -1, list, KEY_ANY,
                    NO_STEP);
        graph_load (g, list, place_anywhere, -1, value, KEY_ANY, NO_STEP);
        if (s.result)
          {
            graph_copy (g, list, s.result, place_start, GRADE_SHOWN, false,
                        NO_STEP);
            graph_copy (g, value, s.result, place_start, GRADE_SHOWN, false,
                        NO_STEP);
          }
        if (s.result_memory)
          {
            graph_store (g, s.result_memory, place_anywhere, list, NO_STEP);
            graph_store (g, s.result_memory, place_anywhere, value, NO_STEP);
          }
        break;
      }
    default:
      /* The rest computes on its arguments, vectors too.  */
      for (unsigned i = 0; i < s.args.length (); i++)
        if (s.args[i])
          {
            node_id value = flow_value (info, s, i + 1, 0, false);
            if (s.result)
              graph_copy (g, value, s.result, place_anywhere, GRADE_SHOWN,
                          false, NO_STEP);
            if (s.result_memory)
              graph_store (g, s.result_memory, place_anywhere, value, NO_STEP);
          }
      if (!(internal_fn_flags (gimple_call_internal_fn (s.stmt))
            & (ECF_CONST | ECF_PURE)))
        apply_unknown (info, s, NULL, NULL_TREE);
      break;
    }
}

/* A call through a pointer where ways come together: which function it is and
   what it is handed go together.  So it is as many calls, each with what the
   operands are if control came that way.  */

#define MAX_WAYS 4

/* The block where the ways come together that BB's control came last, or null
   if they are too many.  */

static basic_block
last_join (function_info *info, basic_block bb)
{
  for (int steps = 0; steps < 8; steps++)
    {
      unsigned n = 0;
      edge e;
      edge_iterator ei;
      FOR_EACH_EDGE (e, ei, bb->preds)
        n += info->values->executable (e);
      if (EDGE_COUNT (bb->preds) > 1)
        return n > 1 && n <= MAX_WAYS ? bb : NULL;
      if (!single_pred_p (bb)
          || single_pred (bb) == ENTRY_BLOCK_PTR_FOR_FN (info->fun))
        return NULL;
      bb = single_pred (bb);
    }
  return NULL;
}

/* OP, which is used where E leads to or behind that, where nothing comes in, as
   it is if control came by E; NO_NODE if that makes no difference.  */

static node_id
value_over (function_info *info, tree op, edge e, int depth = 0)
{
  struct graph *g = info->graph;
  if (TREE_CODE (op) != SSA_NAME || is_block_type (TREE_TYPE (op)) || depth > 4)
    return NO_NODE;
  gimple *def = SSA_NAME_DEF_STMT (op);
  if (gimple_code (def) == GIMPLE_PHI && gimple_bb (def) == e->dest)
    return lower_value (info, PHI_ARG_DEF_FROM_EDGE (as_a<gphi *> (def), e),
                        def);
  if (!is_gimple_assign (def) || !gimple_assign_single_p (def))
    return NO_NODE;
  tree from = gimple_assign_rhs1 (def);
  if (TREE_CODE (from) == SSA_NAME)
    return value_over (info, from, e, depth + 1);
  basic_block bb = gimple_bb (def);
  for (int steps = 0; bb != e->dest; bb = single_pred (bb))
    if (!single_pred_p (bb) || ++steps > 8)
      return NO_NODE;
  tree base = get_base_address (from);
  object_id o = base && DECL_P (base) ? info->locals->read_over (base, def, e)
                                      : NO_OBJECT;
  if (!o)
    return NO_NODE;
  struct place place;
  node_id value = graph_variable (g);
  lower_reference (info, from, def, &place);
  graph_load (g, graph_address (g, o, place_start, NO_STEP), place,
              type_bytes (TREE_TYPE (from)), value, load_key (from), NO_STEP);
  return value;
}

static void
add_call (function_info *info, const site &s, node_id fn, edge e)
{
  struct graph *g = info->graph;
  uint32_t i = graph_call (g, NO_NODE, s.stmt);
  for (unsigned k = 0; k < s.args.length (); k++)
    {
      node_id arg = e && k < gimple_call_num_args (s.stmt)
                        ? value_over (info, gimple_call_arg (s.stmt, k), e)
                        : NO_NODE;
      graph_call_arg (g, i, arg ? arg : s.args[k]);
    }
  g->calls.v[i].block_args = s.block_args;
  g->calls.v[i].result = s.result;
  g->calls.v[i].result_memory = s.result_memory;
  graph_call_through (g, i, fn);
}

static void
lower_indirect_call (function_info *info, const site &s)
{
  tree fn = gimple_call_fn (s.stmt);
  basic_block join = last_join (info, gimple_bb (s.stmt));
  auto_vec<node_id, MAX_WAYS> ways;
  edge e;
  edge_iterator ei;
  if (join)
    FOR_EACH_EDGE (e, ei, join->preds)
      if (info->values->executable (e))
        ways.safe_push (value_over (info, fn, e));
  if (ways.is_empty () || ways.contains (NO_NODE))
    {
      add_call (info, s, lower_value (info, fn, s.stmt), NULL);
      return;
    }
  unsigned i = 0;
  FOR_EACH_EDGE (e, ei, join->preds)
    if (info->values->executable (e))
      add_call (info, s, ways[i++], e);
}

void
lower_call (function_info *info, gcall *call)
{
  site s;
  fill_site (info, s, call);
  if (gimple_call_internal_p (call))
    {
      lower_internal_call (info, s);
      return;
    }
  tree fndecl = gimple_call_fndecl (call);
  if (!fndecl)
    {
      /* A constant pointer may be known by now.  */
      tree value = info->values->constant (gimple_call_fn (call));
      if (value && TREE_CODE (value) == ADDR_EXPR
          && TREE_CODE (TREE_OPERAND (value, 0)) == FUNCTION_DECL)
        fndecl = TREE_OPERAND (value, 0);
    }
  const fn_attributes *typed
      = s.fntype ? fn_attributes_of_call (call, fndecl) : NULL;
  if (typed && typed->flows)
    {
      apply_attributes (info, s, typed, fndecl);
      return;
    }
  if (fndecl)
    {
      apply_function (info, s, fndecl);
      return;
    }
  lower_indirect_call (info, s);
}

/* Calls through pointers.  */

static void
site_of_call (function_info *info, uint32_t i, site &s)
{
  const struct call *c = &info->graph->calls.v[i];
  s.stmt = as_a<gcall *> ((gimple *)const_cast<void *> (c->where));
  s.fntype = c->inner ? NULL_TREE : gimple_call_fntype (s.stmt);
  s.block_args = c->block_args;
  s.result = c->result;
  s.result_memory = c->result_memory;
  s.inner = c->inner;
  s.chain = NO_NODE;
  s.grade = GRADE_SHOWN;
  for (uint32_t k = 0; k < c->args.n; k++)
    s.args.safe_push (c->args.v[k]);
}

/* Limit on how often a deferred call is passed up: a recursion through
   callbacks could go on for ever.  */
#define MAX_DEPTH 12

static void
defer_call (function_info *info, uint32_t i)
{
  struct graph *g = info->graph;
  if (g->calls.v[i].deferred)
    return;
  graph_defer (g, i);
  object_id o = graph_object (g, OBJECT_CALL_RESULT, NULL, -1);
  g->objects.v[o].index = i;
  node_id result = graph_address (g, o, place_start, NO_STEP);
  if (g->calls.v[i].result)
    graph_load (g, result, place_start, pointer_size_bytes (),
                g->calls.v[i].result, KEY_ANY, NO_STEP);
  if (g->calls.v[i].result_memory)
    graph_block (g, g->calls.v[i].result_memory, place_start, result,
                 place_start, -1, NULL, NO_STEP);
}

void
lower_pending_calls (function_info *info)
{
  struct graph *g = info->graph;
  while (g->pending.n)
    {
      struct pending_call p = g->pending.v[--g->pending.n];
      const struct object *target = &g->objects.v[p.target];
      site s;
      site_of_call (info, p.call, s);
      const fn_attributes *typed
          = s.fntype ? fn_attributes_of_call (s.stmt, NULL_TREE) : NULL;
      switch (target->kind)
        {
        case OBJECT_FUNCTION:
          {
            tree fndecl = (tree) const_cast<void *> (target->what);
            if (DECL_STATIC_CHAIN (fndecl))
              {
                struct place second = place_at (pointer_size_bytes ());
                s.chain = graph_variable (g);
                graph_load (g, g->calls.v[p.call].fn, second,
                            pointer_size_bytes (), s.chain, KEY_ANY, NO_STEP);
              }
            apply_function (info, s, fndecl);
            break;
          }
        case OBJECT_CONTENT:
          if (g->calls.v[p.call].depth < MAX_DEPTH)
            {
              defer_call (info, p.call);
              break;
            }
          /* Fall through.  */
        case OBJECT_UNKNOWN:
        case OBJECT_OUTER:
        case OBJECT_FRESH:
        case OBJECT_GLOBAL:
        case OBJECT_CONSTANT:
          if (!g->calls.v[p.call].unknown)
            {
              g->calls.v[p.call].unknown = true;
              apply_unknown (info, s, typed, NULL_TREE);
            }
          break;
        default:
          /* A trampoline: the function that it leads to is a target too, or
	     where unknown code is one anyway, handed to that.  */
          if (g->precision >= PRECISION_OWN_FIELDS)
            graph_copy (g, g->calls.v[p.call].fn,
                        graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, NULL,
                                    NO_STEP),
                        place_start, GRADE_ASSUMED, false, NO_STEP);
          break;
        }
    }
}

/* What call I does is not known.  */

static void
call_unknown (function_info *info, uint32_t i)
{
  site s;
  site_of_call (info, i, s);
  info->graph->calls.v[i].unknown = true;
  apply_unknown (info, s,
                 s.fntype ? fn_attributes_of_call (s.stmt, NULL_TREE) : NULL,
                 NULL_TREE);
}

bool
lower_empty_calls (function_info *info)
{
  struct graph *g = info->graph;
  bool some = false;
  for (uint32_t i = 0; i < g->calls.n; i++)
    {
      const struct call *c = &g->calls.v[i];
      if (c->seen.n || c->unknown)
        continue;
      call_unknown (info, i);
      some = true;
    }
  return some;
}

void
lower_deferred_as_unknown (function_info *info)
{
  struct graph *g = info->graph;
  for (uint32_t i = 0; i < g->calls.n; i++)
    if (g->calls.v[i].deferred && !g->calls.v[i].unknown)
      call_unknown (info, i);
}

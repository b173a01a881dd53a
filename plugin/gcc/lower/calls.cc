/* Who is called, and with what: see lower.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "tree-dfa.h"
#include "bottomup.h"
#include "import.h"
#include "builtins.h"
#include "internal-fn.h"
#include "locals.h"
#include "record.h"
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
  /* Of a naked function GCC sees an asm without operands only.  */
  if (lookup_attribute ("naked", DECL_ATTRIBUTES (target->decl)))
    return false;
  /* Fortified functions check a size, and call what the table knows.  */
  if (DECL_EXTERNAL (target->decl)
      && (!lookup_attribute ("always_inline", DECL_ATTRIBUTES (target->decl))
          || find_library (target->decl)))
    return false;
  if (options.interpose_distrust && TREE_PUBLIC (target->decl) && flag_pic
      && !flag_pie && DECL_VISIBILITY (target->decl) == VISIBILITY_DEFAULT)
    return false;
  return true;
}

/* What core asks (apply.h).  */

static const struct callee *
described_callee (struct caller *, const void *function)
{
  return callee_of_decl ((tree) const_cast<void *> (function));
}

static bool
body_in_unit (struct caller *caller, const struct callee *callee,
              const struct summary **summary, bool *recursive)
{
  function_info *info = static_cast<function_info *> (caller);
  function_info *target
      = function_info_of ((tree) const_cast<void *> (callee->decl));
  if (!target)
    {
      const struct exported *known
          = import_find ((tree) const_cast<void *> (callee->decl));
      *recursive = false;
      *summary = known ? known->summary : NULL;
      return known;
    }
  *recursive = target->component == info->component;
  *summary = target->summary;
  if ((!target->analysed && !*recursive) || !trusts_body (target)
      || (*summary && (*summary)->unknown))
    return false;
  if (*recursive)
    bottomup_uses (info, target);
  return true;
}

static void
fill_global (struct caller *caller, object_id obj)
{
  lower_global (static_cast<function_info *> (caller), obj);
}

const struct code calls_in_gimple
    = { described_callee, body_in_unit, fill_global };

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
  return apply_shift (info->graph, ptr, place);
}

/* If argument I of CALL is the address of a local that is split on conditions,
   have the record say so; what it is without the split is returned.  */

static node_id
conditional_arg (function_info *info, gcall *call, unsigned i)
{
  tree arg = gimple_call_arg (call, i);
  uint32_t split;
  if (!info->record || TREE_CODE (arg) != ADDR_EXPR
      || !info->locals->is_conditional (get_base_address (
                                            TREE_OPERAND (arg, 0)),
                                        &split))
    return NO_NODE;
  node_id read = followed_arg (info, call, i, ACCESS_READ);
  node_id written = followed_arg (info, call, i, ACCESS_WRITE);
  node_id plain = lower_value (info, arg, call);
  if (read && written)
    record_split_arg (info->record, split, i, read, written);
  return plain;
}

/* How many arguments __builtin_va_arg_pack stands for at most, as far as the
   callee has names for them.  */
#define MAX_PACK 16

static void
fill_values (function_info *info, site &s, gcall *call)
{
  struct graph *g = info->graph;
  *static_cast<call_site *> (&s) = call_site ();
  s.where = s.stmt = call;
  s.name = call_name (call);
  int64_t bytes;
  bool block_call = is_block_call (info, call, &bytes);
  for (unsigned i = 0; i < gimple_call_num_args (call); i++)
    {
      tree arg = gimple_call_arg (call, i);
      node_id n = NO_NODE;
      if (block_call && i < 2)
        n = followed_arg (info, call, i, i ? ACCESS_READ : ACCESS_WRITE);
      else if ((n = conditional_arg (info, call, i)))
        ;
      else if ((n = followed_arg (info, call, i, ACCESS_READ)))
        {
          s.written.safe_grow_cleared (gimple_call_num_args (call), true);
          s.written[i] = followed_arg (info, call, i, ACCESS_WRITE);
        }
      if (n)
        ;
      else if (is_block_type (TREE_TYPE (arg)) && !CONSTANT_CLASS_P (arg))
        {
          struct place place;
          node_id ptr = lower_reference (info, arg, call, &place, ACCESS_READ);
          if (i < 64)
            {
              n = apply_shift (g, ptr, place);
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
      s.values.safe_push (n);
    }
  if (gimple_call_va_arg_pack_p (call))
    for (unsigned i = 0; i < MAX_PACK; i++)
      s.values.safe_push (lower_variadic (info));
  s.args = s.values.address ();
  s.n_args = s.values.length ();
  s.stores = s.written.is_empty () ? NULL : s.written.address ();
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
      s.result_memory = apply_shift (g, ptr, place);
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

/* The shape of what the arguments of S point to, if it copies just as much.  */

static const struct shape *
copied_shape (const site &s)
{
  if (s.n_args < 3 || s.sizes[2].kind != SIZE_CONSTANT)
    return NULL;
  for (unsigned i = 0; i < gimple_call_num_args (s.stmt) && i < 2; i++)
    {
      tree arg = gimple_call_arg (s.stmt, i);
      if (TREE_CODE (arg) == SSA_NAME)
        {
          gimple *def = SSA_NAME_DEF_STMT (arg);
          if (gimple_assign_cast_p (def))
            arg = gimple_assign_rhs1 (def);
        }
      tree type
          = TREE_CODE (arg) == ADDR_EXPR ? TREE_TYPE (TREE_OPERAND (arg, 0))
            : POINTER_TYPE_P (TREE_TYPE (arg)) ? TREE_TYPE (TREE_TYPE (arg))
                                               : NULL_TREE;
      if (type && RECORD_OR_UNION_TYPE_P (type)
          && type_bytes (type) == (int64_t)s.sizes[2].bytes)
        return type_shape (type);
    }
  return NULL;
}

/* Is ARG the address of a variable, or of a member of some struct other than its
   first?  */

static bool
is_address (tree arg)
{
  while (TREE_CODE (arg) == SSA_NAME)
    {
      gimple *def = SSA_NAME_DEF_STMT (arg);
      if (!gimple_assign_single_p (def) && !gimple_assign_cast_p (def))
        return false;
      arg = gimple_assign_rhs1 (def);
    }
  poly_int64 off;
  tree base = TREE_CODE (arg) == ADDR_EXPR
                  ? get_addr_base_and_unit_offset (TREE_OPERAND (arg, 0), &off)
                  : NULL_TREE;
  return base && (DECL_P (base) || known_gt (off, 0));
}

/* What is known of the arguments of S beyond where they can point.  */

static void
fill_facts (function_info *info, site &s)
{
  struct object_size unknown = { SIZE_UNKNOWN, 0, 0, 0 };
  for (unsigned i = 0; i < s.n_args; i++)
    {
      tree arg = i < gimple_call_num_args (s.stmt) ? gimple_call_arg (s.stmt, i)
                                                   : NULL_TREE;
      struct object_size size = arg ? lower_size (info, arg) : unknown;
      tree value = arg ? info->values->constant (arg) : NULL_TREE;
      bool known = value && TREE_CODE (value) == INTEGER_CST
                   && TYPE_PRECISION (TREE_TYPE (value)) <= 64;
      s.sizes.safe_push (size);
      s.known.safe_push (known);
      s.numbers.safe_push (known                   ? TREE_INT_CST_LOW (value)
                           : size.kind == SIZE_ARG ? common_bits (arg)
                                                   : 0);
      if (i < 64 && arg
          && ((value && !integer_zerop (value)) || is_address (arg)))
        s.nonnull |= UINT64_C (1) << i;
    }
  s.arg_sizes = s.sizes.address ();
  s.arg_known = s.known.address ();
  s.arg_values = s.numbers.address ();
  s.shape = copied_shape (s);
  s.needs = needed_parameters (info, gimple_bb (s.stmt), &s.only_if);
  tree lhs = gimple_call_lhs (s.stmt);
  if (!lhs)
    return;
  s.has_lhs_kind
      = POINTER_TYPE_P (TREE_TYPE (lhs))
        && type_container_kind (TREE_TYPE (TREE_TYPE (lhs)), &s.lhs_kind);
  /* A small number is a piece of a pointer only if it is used as one.  */
  s.small_result = TREE_CODE (lhs) == SSA_NAME
                   && type_bytes (TREE_TYPE (lhs)) < pointer_size_bytes ()
                   && !import_pieces () && !may_be_piece (info, lhs);
}

/* Does what a call of CALLEE does depend on more than where its arguments can
   point?  */

static bool
wants_facts (const site &s, const struct callee *callee)
{
  if (!callee || !callee->library || s.type->attributes->flows
      || callee->library->idle.arg || callee->library->withdraws.when)
    return true;
  for (unsigned i = 0; i < callee->library->n_flows; i++)
    if (callee->library->flows[i].src == FLOW_FROM_NEW
        || callee->library->flows[i].exact)
      return true;
  return false;
}

static void
fill_site (function_info *info, site &s, gcall *call, tree fndecl,
           const struct callee *callee)
{
  fill_values (info, s, call);
  s.indirect = !gimple_call_fndecl (call);
  s.type = callee_of_type (call, fndecl);
  if (wants_facts (s, callee))
    fill_facts (info, s);
  gcall *join = callee && callee->library ? joined_by (info, s) : NULL;
  s.joined = join;
  s.join_discards = join && integer_zerop (gimple_call_arg (join, 1));
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
is_profiling (gimple *stmt)
{
  tree fndecl = is_gimple_call (stmt) ? gimple_call_fndecl (stmt) : NULL_TREE;
  if (!fndecl || !fndecl_built_in_p (fndecl, BUILT_IN_NORMAL))
    return false;
  switch (DECL_FUNCTION_CODE (fndecl))
    {
    case BUILT_IN_PROFILE_FUNC_ENTER:
    case BUILT_IN_PROFILE_FUNC_EXIT:
    case BUILT_IN_RETURN_ADDRESS:
      return true;
    default:
      return false;
    }
}

bool
is_for_checks (gimple *stmt, int depth)
{
  if (is_gimple_call (stmt) && gimple_call_internal_p (stmt))
    return has_no_effect (stmt);
  if (gimple_call_builtin_p (stmt, BUILT_IN_OBJECT_SIZE) || is_profiling (stmt))
    return true;
  /* A pointer that must not be null.  */
  if (gcond *cond = dyn_cast<gcond *> (stmt))
    return depth == 0 && integer_zerop (gimple_cond_rhs (cond));
  tree lhs = is_gimple_assign (stmt) ? gimple_assign_lhs (stmt) : NULL_TREE;
  return lhs && TREE_CODE (lhs) == SSA_NAME && depth < 8
         && !gimple_assign_load_p (stmt) && is_only_checked (lhs, depth);
}

/* Is VALUE, which comes out of an argument list, a number that is no pointer?  Each
   argument comes out as what it was passed as.  */

static bool
is_mere_number_of_list (function_info *info, tree value)
{
  if (!value || numbers_are_pieces ())
    return false;
  tree type = TREE_TYPE (value);
  if (SCALAR_FLOAT_TYPE_P (type))
    return !floats_are_pointers ();
  return INTEGRAL_TYPE_P (type) && TREE_CODE (value) == SSA_NAME
         && type_bytes (type) < pointer_size_bytes ()
         && !may_be_piece (info, value);
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
      apply_result (g, &s, apply_arg (&s, 0), place_start, NO_STEP);
      break;
    case IFN_VA_ARG:
      {
        /* The argument list holds what was passed; a va_list that is a
	   pointer to it adds a step.  */
        node_id list = graph_variable (g), value = graph_variable (g);
        if (is_mere_number_of_list (info, gimple_call_lhs (s.stmt)))
          break;
        graph_load (g, apply_arg (&s, 0), place_anywhere, -1, list, KEY_ANY,
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
      for (unsigned i = 0; i < s.n_args; i++)
        if (s.args[i])
          {
            node_id value = apply_value (g, &s, i + 1, 0, false);
            if (s.result)
              graph_copy (g, value, s.result, place_anywhere, GRADE_SHOWN,
                          false, NO_STEP);
            if (s.result_memory)
              graph_store (g, s.result_memory, place_anywhere, value, NO_STEP);
          }
      if (!(internal_fn_flags (gimple_call_internal_fn (s.stmt))
            & (ECF_CONST | ECF_PURE)))
        apply_call (info, &s, NULL);
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

/* S calls what FN points to, if control comes by E; null: wherever from.  */

static void
add_call (function_info *info, site &s, node_id fn, edge e)
{
  auto_vec<node_id, 8> here;
  for (unsigned k = 0; k < s.n_args; k++)
    {
      node_id arg = e && k < gimple_call_num_args (s.stmt)
                        ? value_over (info, gimple_call_arg (s.stmt, k), e)
                        : NO_NODE;
      here.safe_push (arg ? arg : s.values[k]);
    }
  s.args = here.address ();
  apply_call_through (info, &s, fn);
}

static void
lower_indirect_call (function_info *info, site &s)
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

/* The function that CALL is known to call, or null.  */

static tree
called_function (function_info *info, gcall *call)
{
  tree fndecl = gimple_call_fndecl (call);
  if (fndecl)
    return fndecl;
  /* A constant pointer may be known by now.  */
  tree value = gimple_call_fn (call)
                   ? info->values->constant (gimple_call_fn (call))
                   : NULL_TREE;
  return value && TREE_CODE (value) == ADDR_EXPR
                 && TREE_CODE (TREE_OPERAND (value, 0)) == FUNCTION_DECL
             ? TREE_OPERAND (value, 0)
             : NULL_TREE;
}

void
lower_call (function_info *info, gcall *call)
{
  site s;
  if (gimple_call_internal_p (call))
    {
      fill_values (info, s, call);
      lower_internal_call (info, s);
      return;
    }
  tree fndecl = called_function (info, call);
  const struct callee *callee = fndecl ? callee_of_decl (fndecl) : NULL;
  fill_site (info, s, call, fndecl, callee);
  if (callee && callee->builtin && !callee->library && !callee->alloca
      && !callee->attributes->flows && !function_info_of (fndecl)
      && lower_builtin (info, s, fndecl))
    return;
  if (callee)
    lower_printed (info, call, fndecl);
  if (callee || (s.type && s.type->attributes->flows))
    apply_call (info, &s, callee);
  else
    lower_indirect_call (info, s);
}

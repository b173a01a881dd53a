/* Calls in a skeleton: see skeletons.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compat.h"
#include "import.h"
#include "attr-fnspec.h"
#include "attributes.h"
#include "site.h"
#include "skeletons.h"

struct skel_arg *
skeleton_lowering::argument (gcall *call, unsigned i)
{
  tree arg = gimple_call_arg (call, i);
  struct skel_arg *a;
  if (is_block_type (TREE_TYPE (arg)) && !CONSTANT_CLASS_P (arg))
    {
      struct reference from
          = TREE_CODE (arg) == SSA_NAME ? whole (arg) : reference_to (arg);
      a = skeleton_arg (s, operand_unknown ());
      a->by_block = true;
      a->block = from;
    }
  else if (is_gimple_val (arg) || CONSTANT_CLASS_P (arg))
    {
      struct operand v = value (arg);
      a = skeleton_arg (s, v);
    }
  else
    {
      /* A small struct in memory.  */
      struct reference from = reference_to (arg);
      a = skeleton_arg (s, operand_unknown ());
      a->by_block = true;
      a->block = from;
    }
  tree fntype = gimple_call_fntype (call);
  tree t = fntype ? TYPE_ARG_TYPES (fntype) : NULL_TREE;
  for (unsigned k = i; t && k; k--)
    t = TREE_CHAIN (t);
  tree callee = gimple_call_fndecl (call);
  /* A known function does not take numbers for pointers.  */
  a->to_const = (t && POINTER_TYPE_P (TREE_VALUE (t))
                 && TYPE_READONLY (TREE_TYPE (TREE_VALUE (t))))
                || (!a->by_block && !POINTER_TYPE_P (TREE_TYPE (arg)) && callee
                    && find_library (callee));
  return a;
}

/* Does a function that the table describes so keep argument I, from 0?  */

static bool
library_keeps (const struct lib_effects *e, unsigned i)
{
  unsigned named = strcspn (e->shape + 1, ".");
  if (i >= named)
    return !e->format;
  for (unsigned k = 0; k < e->n_flows; k++)
    if (e->flows[k].src == FLOW_FROM_ARG && e->flows[k].src_arg == i + 1
        && (e->flows[k].dst != FLOW_TO_RET || e->flows[k].src_level
            || e->flows[k].dst_level))
      return true;
  return e->n_callbacks || e->releases == i + 1 || e->releases_content == i + 1;
}

/* Does CALL of CALLEE, or null, keep its argument I: see struct skel_arg.  */

static bool
is_kept (gcall *call, tree callee, unsigned i)
{
  tree fntype = gimple_call_fntype (call);
  const fn_attributes *a = fntype ? fn_attributes_of_call (call, callee) : NULL;
  if (a && a->flows)
    {
      bool kept = i < 64 && (a->releases >> i & 1);
      for (unsigned k = 0; k < a->n_flows; k++)
        kept |= a->flows[k].src == FLOW_FROM_ARG && a->flows[k].src_arg == i + 1
                && (a->flows[k].dst != FLOW_TO_RET || a->flows[k].src_level);
      return kept;
    }
  if (const struct lib_effects *e = callee ? find_library (callee) : NULL)
    return library_keeps (e, i);
  function_info *target = callee ? function_info_of (callee) : NULL;
  if (target && trusts_body (target))
    return !target->summary || !summary_only_accesses (target->summary, i);
  if (const struct exported *known = callee ? import_find (callee) : NULL)
    return !summary_only_accesses (known->summary, i);
  if (a && i < 64 && (a->noescape >> i & 1))
    return false;
  if (gimple_call_flags (call) & (ECF_PURE | ECF_CONST | ECF_NOVOPS))
    return false;
  attr_fnspec fnspec = callee ? gimple_call_fnspec (call) : attr_fnspec ("");
  return !(fnspec.arg_specified_p (i) && fnspec.arg_noescape_p (i));
}

static bool
is_one_of (const char *name, const char *const *list)
{
  for (; *list; list++)
    if (!strcmp (name, *list))
      return true;
  return false;
}

/* Is argument I of CALL, as it is declared, a pointer to a pointer?  */

static bool
points_to_pointer (gcall *call, unsigned i)
{
  tree t = TYPE_ARG_TYPES (gimple_call_fntype (call));
  while (t && i--)
    t = TREE_CHAIN (t);
  return t && POINTER_TYPE_P (TREE_VALUE (t))
         && POINTER_TYPE_P (TREE_TYPE (TREE_VALUE (t)));
}

/* The first member of what argument ARG of CALL points to, by its type, that is an
   int: so many bits behind its beginning; or -1.  */

static int64_t
first_int (gcall *call, unsigned arg)
{
  tree type = arg < gimple_call_num_args (call)
                  ? TREE_TYPE (gimple_call_arg (call, arg))
                  : NULL_TREE;
  if (!type || !POINTER_TYPE_P (type)
      || TREE_CODE (TREE_TYPE (type)) != RECORD_TYPE)
    return -1;
  for (tree f = TYPE_FIELDS (TREE_TYPE (type)); f; f = DECL_CHAIN (f))
    if (TREE_CODE (f) == FIELD_DECL
        && TYPE_MAIN_VARIANT (TREE_TYPE (f)) == integer_type_node)
      return tree_fits_shwi_p (bit_position (f)) ? int_bit_position (f) : -1;
  return -1;
}

/* What the table for libc says.  */

void
skeleton_lowering::describe_library (struct skel_site *site, gcall *call,
                                     const struct lib_effects *e)
{
  bool fresh = false;
  const struct flow *filled = NULL;
  bool deep
      = e->n_callbacks || e->releases_content || e->inputs_level || e->others;
  for (unsigned i = 0; i < e->n_flows; i++)
    {
      const struct flow *f = &e->flows[i];
      if (f->src == FLOW_FROM_NEW && f->dst == FLOW_TO_RET && !f->dst_level)
        fresh = true;
      else if (f->src == FLOW_FROM_ARG && !f->src_level && f->exact
               && f->dst == FLOW_TO_RET && !f->dst_level)
        site->returns_arg = f->src_arg - 1;
      else if (f->src == FLOW_FROM_NEW && f->dst == FLOW_TO_ARG && f->exact)
        filled = f;
      /* Into what it makes it may put as much as it likes.  */
      /* A number that is kept somewhere is nothing that is written to what the
         arguments lead to.  */
      if (f->dst == FLOW_TO_UNKNOWN && !f->src_level && f->src == FLOW_FROM_ARG
          && f->src_arg <= gimple_call_num_args (call)
          && INTEGRAL_TYPE_P (
              TREE_TYPE (gimple_call_arg (call, f->src_arg - 1))))
        continue;
      site->moves |= f->src == FLOW_FROM_ARG && f->dst == FLOW_TO_ARG;
      deep
          |= f->dst != FLOW_TO_RET
             && (f->dst != FLOW_TO_ARG
                 || (f->dst_level > 1 && (!filled || f->src != FLOW_FROM_NEW)));
    }
  if (e->fresh_if_null && fresh)
    {
      tree arg = e->fresh_if_null <= gimple_call_num_args (call)
                     ? values->constant (
                         gimple_call_arg (call, e->fresh_if_null - 1))
                     : NULL_TREE;
      fresh = arg && integer_zerop (arg);
    }
  if (e->reallocates && e->releases)
    site->kind = SITE_MOVE;
  else if (e->releases)
    site->kind = SITE_RELEASE;
  else if (fresh)
    site->kind = SITE_ALLOCATE;
  else if (e->if_ret && filled)
    {
      site->kind = SITE_FILL;
      site->object = filled->dst_arg - 1;
      site->filled = (int64_t)filled->dst_word * POINTER_SIZE;
      site->made_if = e->made_if;
      site->or_more = e->or_more;
      site->grows = e->reallocates;
      site->alone = points_to_pointer (call, site->object);
      deep = e->n_callbacks || e->inputs_level || e->others;
    }
  if (e->releases)
    site->object = e->releases - 1;
  site->writes_args_only = !deep;
  site->moves |= e->n_callbacks;
  if (e->idle.level == 1)
    site->first_int = first_int (call, e->idle.arg - 1);
  for (unsigned i = 0; i < e->withdraws.n_same; i++)
    names_variables |= e->withdraws.same[i].named;
}

/* The string that T, a constant, is; or null.  */

static const char *
text_of (tree t)
{
  if (VAR_P (t) && TREE_READONLY (t) && DECL_INITIAL (t))
    t = DECL_INITIAL (t);
  return TREE_CODE (t) == STRING_CST
                 && memchr (TREE_STRING_POINTER (t), 0, TREE_STRING_LENGTH (t))
             ? TREE_STRING_POINTER (t)
             : NULL;
}

/* Note the texts of constants.  */

void
skeleton_lowering::note_texts ()
{
  for (memory_id m = 1; m < s->memories.n; m++)
    if (s->memories.v[m].is_const)
      s->memories.v[m].text
          = text_of ((tree) const_cast<void *> (s->memories.v[m].what));
}

/* What is known of unseen code.  */

void
skeleton_lowering::describe_unseen (struct skel_site *site, gcall *call,
                                    tree callee, const fn_attributes *a)
{
  site->unseen = !site->pure;
  if (a && a->stack_backed)
    site->kind = SITE_ALLOCA;
  else if ((a && (a->allocates || a->gnu_malloc))
           || gimple_call_flags (call) & ECF_MALLOC)
    site->kind = SITE_ALLOCATE;
  else if (a && a->releases && !(a->releases & (a->releases - 1)))
    {
      site->kind = SITE_RELEASE;
      site->object = ctz_hwi (a->releases);
    }
  unsigned arg;
  attr_fnspec fnspec = callee ? gimple_call_fnspec (call) : attr_fnspec ("");
  if (fnspec.returns_arg (&arg))
    site->returns_arg = arg;
  if (site->kind == SITE_CALL)
    {
      site->may_fail = false;
      site->object = 0;
    }
}

/* SITE is CALL of CALLEE, which may be null.  */

void
skeleton_lowering::describe (struct skel_site *site, gcall *call, tree callee)
{
  static const char *const jumping[]
      = { "longjmp",   "_longjmp",   "siglongjmp", "__longjmp_chk",
          "__longjmp", "setcontext", NULL };
  static const char *const joining[]
      = { "pthread_join",       "pthread_timedjoin_np",
          "pthread_tryjoin_np", "pthread_clockjoin_np",
          "thrd_join",          "pthread_barrier_wait",
          "sem_wait",           "pthread_cond_wait",
          "cnd_wait",           NULL };
  int flags = gimple_call_flags (call);
  const char *name = call_name (call);
  site->callee = callee;
  site->recursive = callee == info->decl;
  site->returns_arg = -1;
  site->may_fail = true;
  site->no_return = gimple_call_noreturn_p (call)
                    && EDGE_COUNT (gimple_bb (call)->succs) == 0;
  site->leaves = is_one_of (name, jumping);
  site->joins = is_one_of (name, joining);
  s->jumps |= site->leaves;
  site->twice = (flags & ECF_RETURNS_TWICE) != 0 && strcmp (name, "vfork");
  s->returns_twice |= (flags & ECF_RETURNS_TWICE) != 0;
  if (gimple_call_internal_p (call))
    {
      site->unseen = true;
      return;
    }
  tree fntype = gimple_call_fntype (call);
  const fn_attributes *a = fntype ? fn_attributes_of_call (call, callee) : NULL;
  if (fntype && lookup_attribute ("returns_nonnull", TYPE_ATTRIBUTES (fntype)))
    {
      site->returns_nonnull = true;
      site->may_fail = false;
    }
  function_info *target = callee ? function_info_of (callee) : NULL;
  const struct lib_effects *e = callee ? find_library (callee) : NULL;
  site->is_const = (flags & ECF_CONST) != 0;
  site->pure = (flags & (ECF_CONST | ECF_PURE | ECF_NOVOPS)) != 0;
  if (a && a->flows)
    {
      for (unsigned i = 0; i < a->n_flows; i++)
        if (a->flows[i].src == FLOW_FROM_NEW && a->flows[i].dst == FLOW_TO_RET)
          site->kind = SITE_ALLOCATE;
        else if (a->flows[i].dst == FLOW_TO_ARG)
          site->moves = true;
      if (a->allocates)
        site->kind = SITE_ALLOCATE;
      site->may_fail &= site->kind == SITE_ALLOCATE;
      if (a->releases && !(a->releases & (a->releases - 1)))
        {
          site->kind = SITE_RELEASE;
          site->object = ctz_hwi (a->releases);
        }
      return;
    }
  if (e)
    {
      describe_library (site, call, e);
      if (site->kind == SITE_CALL)
        {
          site->may_fail = e->fails;
          site->object = !strcmp (name, "pthread_create") ? 3
                         : !strcmp (name, "thrd_create")  ? 2
                                                          : 0;
        }
    }
  else if (!callee || !(target && trusts_body (target)))
    {
      const struct exported *known = callee ? import_find (callee) : NULL;
      if (known)
        {
          site->only_makes = summary_only_makes (known->summary);
          site->moves = summary_moves (known->summary);
        }
      else
        describe_unseen (site, call, callee, a);
    }
  else
    site->moves = summary_moves (target->summary);
  if (!e && site->kind == SITE_CALL)
    site->may_fail = false;
  if (callee && fndecl_built_in_p (callee, BUILT_IN_NORMAL))
    site->clears = DECL_FUNCTION_CODE (callee) == BUILT_IN_CALLOC;
}

void
skeleton_lowering::site (gcall *call, tree callee)
{
  tree lhs = gimple_call_lhs (call);
  struct operand fn = operand_unknown ();
  if (!callee && !gimple_call_internal_p (call) && gimple_call_fn (call))
    fn = value (gimple_call_fn (call));
  name_id result = NO_NAME;
  struct reference to = reference_at (operand_unknown (), 0, 0);
  if (lhs && TREE_CODE (lhs) == SSA_NAME && !is_block_type (TREE_TYPE (lhs)))
    result = name_of (lhs);
  else if (lhs)
    to = TREE_CODE (lhs) == SSA_NAME ? whole (lhs) : reference_to (lhs);
  struct skel_site *site = skeleton_site (s, SITE_CALL, call);
  site->fn = fn;
  site->result = result;
  site->to = to;
  describe (site, call, callee);
  bool any = !gimple_call_internal_p (call);
  for (unsigned i = 0; i < gimple_call_num_args (call); i++)
    argument (call, i)->kept = any && is_kept (call, callee, i);
  if (tree chain = gimple_call_chain (call))
    {
      struct operand v = value (chain);
      skeleton_arg (s, v)->kept = true;
    }
  if (const struct lib_effects *e = callee ? find_library (callee) : NULL)
    {
      hold (call, e);
      keep_in (call, e);
    }
}

/* Mark the arguments of CALL, of E and the last site, that E keeps for certain until
   they are withdrawn.  */

void
skeleton_lowering::hold (gcall *call, const struct lib_effects *e)
{
  const struct idle &idle = e->idle;
  unsigned n = gimple_call_num_args (call);
  tree is = idle.arg && !idle.level && idle.arg <= n
                ? values->constant (gimple_call_arg (call, idle.arg - 1))
                : NULL_TREE;
  if (!e->withdrawn
      || (idle.arg
          && (!is || TREE_CODE (is) != INTEGER_CST
              || compare_tree_int (is, idle.is) == 0)))
    return;
  struct skel_arg *args = &s->args.v[s->sites.v[s->sites.n - 1].args];
  for (unsigned i = 0; i < e->n_flows; i++)
    {
      const struct flow *f = &e->flows[i];
      if (f->src != FLOW_FROM_ARG || f->src_level > 1 || f->src_arg > n
          || (f->dst != FLOW_TO_HEAP && f->dst != FLOW_TO_THREAD))
        continue;
      args[f->src_arg - 1].held |= f->src_level == 0;
      args[f->src_arg - 1].held_content |= f->src_level == 1;
    }
}

/* CALL, of E, keeps an argument in what another one points to, until it is given
   something else or nothing to keep there: setvbuf.  Where in there nobody need
   know; but not at the beginning, where all that such calls write is taken to
   be.  */

void
skeleton_lowering::keep_in (gcall *call, const struct lib_effects *e)
{
  const struct withdrawal &w = e->withdraws;
  bool replaces = false;
  for (const char *name : w.names)
    replaces |= name && !strcmp (name, e->name);
  if (!replaces)
    return;
  tree when = w.when && w.when <= gimple_call_num_args (call)
                  ? values->constant (gimple_call_arg (call, w.when - 1))
                  : NULL_TREE;
  if (w.when && (!when || TREE_CODE (when) != INTEGER_CST))
    return;
  bool nothing = when && compare_tree_int (when, w.is) == 0;
  for (unsigned i = 0; i < e->n_flows; i++)
    {
      const struct flow *f = &e->flows[i];
      if (f->src != FLOW_FROM_ARG || f->src_level || f->dst != FLOW_TO_ARG
          || f->dst_level != 1
          || MAX (f->src_arg, f->dst_arg) > gimple_call_num_args (call))
        continue;
      tree kept = gimple_call_arg (call, f->src_arg - 1);
      /* No buffer, and no word that there is to be none: the old one stays.  */
      tree known = values->constant (kept);
      if (when && !nothing && known && integer_zerop (known))
        continue;
      struct operand into = value (gimple_call_arg (call, f->dst_arg - 1));
      store (call, reference_at (into, POINTER_SIZE, POINTER_SIZE),
             nothing ? operand_number (0) : value (kept));
    }
}

/* memcpy and its like, whose first argument is where they write.  */

bool
skeleton_lowering::memory_builtin (gcall *call, enum built_in_function code)
{
  unsigned n = gimple_call_num_args (call);
  tree lhs = gimple_call_lhs (call);
  auto arg = [&] (unsigned i) { return gimple_call_arg (call, i); };
  switch (code)
    {
    case BUILT_IN_MEMCPY:
    case BUILT_IN_MEMMOVE:
    case BUILT_IN_MEMCPY_CHK:
    case BUILT_IN_MEMMOVE_CHK:
    case BUILT_IN_MEMPCPY:
    case BUILT_IN_MEMPCPY_CHK:
      if (n < 3)
        return false;
      block (call, behind (arg (0), arg (2)), behind (arg (1), arg (2)));
      break;
    case BUILT_IN_BCOPY:
      if (n < 3)
        return false;
      block (call, behind (arg (1), arg (2)), behind (arg (0), arg (2)));
      return true;
    case BUILT_IN_MEMSET:
    case BUILT_IN_MEMSET_CHK:
      if (n < 3)
        return false;
      clear (call, behind (arg (0), arg (2)), value (arg (1)));
      break;
    case BUILT_IN_BZERO:
      if (n < 2)
        return false;
      clear (call, behind (arg (0), arg (1)), operand_number (0));
      return true;
    default:
      return false;
    }
  if (lhs && TREE_CODE (lhs) == SSA_NAME
      && (code == BUILT_IN_MEMPCPY || code == BUILT_IN_MEMPCPY_CHK))
    move_on (call, lhs, value (arg (0)), value (arg (2)));
  else
    copy (call, lhs, value (arg (0)));
  return true;
}

/* __atomic_* and __sync_*: the first argument is the place.  */

bool
skeleton_lowering::atomic (gcall *call, tree callee)
{
  const char *name = IDENTIFIER_POINTER (DECL_NAME (callee));
  if (startswith (name, "__builtin_"))
    name += strlen ("__builtin_");
  if ((!startswith (name, "__atomic_") && !startswith (name, "__sync_"))
      || !gimple_call_num_args (call))
    return false;
  struct reference at = behind (gimple_call_arg (call, 0), NULL_TREE);
  at.is_volatile = true;
  for (unsigned i = 1; i < gimple_call_num_args (call) && i < 3; i++)
    {
      struct operand v = value (gimple_call_arg (call, i));
      store (call, at, v);
      /* What is there can go where that points: compare_exchange.  */
      if (v.kind == OPERAND_ADDRESS || v.kind == OPERAND_NAME)
        block (call, behind (gimple_call_arg (call, i), NULL_TREE), at);
    }
  tree lhs = gimple_call_lhs (call);
  if (lhs && TREE_CODE (lhs) == SSA_NAME && !is_block_type (TREE_TYPE (lhs)))
    {
      struct skel_step *step = skeleton_step (s, SKEL_LOAD, call);
      step->result = name_of (lhs);
      step->from = at;
    }
  else
    opaque (call, lhs);
  return true;
}

/* Builtins that are steps of their own kind.  */

bool
skeleton_lowering::builtin (gcall *call, tree callee)
{
  tree lhs = gimple_call_lhs (call);
  if (!fndecl_built_in_p (callee, BUILT_IN_NORMAL))
    return false;
  enum built_in_function code = DECL_FUNCTION_CODE (callee);
  if (ALLOCA_FUNCTION_CODE_P (code))
    {
      site (call, callee);
      struct skel_site *made = &s->sites.v[s->sites.n - 1];
      made->kind = SITE_ALLOCA;
      made->unseen = made->may_fail = false;
      made->returns_nonnull = true;
      return true;
    }
  if (memory_builtin (call, code))
    return true;
  switch (code)
    {
    case BUILT_IN_EXPECT:
    case BUILT_IN_EXPECT_WITH_PROBABILITY:
    case BUILT_IN_ASSUME_ALIGNED:
    case BUILT_IN_EXTEND_POINTER:
    case BUILT_IN_EXTRACT_RETURN_ADDR:
    case BUILT_IN_ADJUST_TRAMPOLINE:
    case BUILT_IN_ADJUST_DESCRIPTOR:
      copy (call, lhs, value (gimple_call_arg (call, 0)));
      return true;
    case BUILT_IN_UNREACHABLE:
    case BUILT_IN_TRAP:
      return true; /* The block ends there.  */
    case BUILT_IN_STACK_RESTORE:
      {
        struct operand saved = value (gimple_call_arg (call, 0));
        skeleton_step (s, SKEL_RESTORE, call)->a = saved;
        return true;
      }
    case BUILT_IN_VA_START:
      store (call, behind (gimple_call_arg (call, 0), NULL_TREE),
             operand_unknown ());
      return true;
    case BUILT_IN_VA_COPY:
      block (call, behind (gimple_call_arg (call, 0), NULL_TREE),
             behind (gimple_call_arg (call, 1), NULL_TREE));
      return true;
    default:
      if (!is_inert_builtin (code))
        return atomic (call, callee);
      opaque (call, lhs);
      return true;
    }
}

/* Internal functions that are known.  */

bool
skeleton_lowering::internal_call (gcall *call)
{
  tree lhs = gimple_call_lhs (call);
  enum tree_code code;
  tree a, b;
  if (compat_is_deferred_init (call))
    {
      opaque (call, lhs && TREE_CODE (lhs) == SSA_NAME ? lhs : NULL_TREE);
      return true;
    }
  if (lhs && TREE_CODE (lhs) == SSA_NAME
      && arithmetic_operands (call, &code, &a, &b))
    {
      arithmetic (call, lhs, code, a, b);
      return true;
    }
  switch (gimple_call_internal_fn (call))
    {
    case IFN_ASAN_MARK:
      {
        tree decl = TREE_CODE (gimple_call_arg (call, 1)) == ADDR_EXPR
                        ? TREE_OPERAND (gimple_call_arg (call, 1), 0)
                        : NULL_TREE;
        bool ends = integer_zerop (gimple_call_arg (call, 0));
        if (decl && VAR_P (decl))
          skeleton_step (s, ends ? SKEL_END : SKEL_BEGIN, call)->memory
              = memory_of (decl);
        return true;
      }
    case IFN_BUILTIN_EXPECT:
    case IFN_LAUNDER:
    case IFN_ANNOTATE:
    case IFN_HWASAN_CHOOSE_TAG:
    case IFN_HWASAN_SET_TAG:
      copy (call, lhs, value (gimple_call_arg (call, 0)));
      return true;
    case IFN_VA_ARG:
      if (lhs && TREE_CODE (lhs) == SSA_NAME
          && !is_block_type (TREE_TYPE (lhs)))
        {
          struct reference from = behind (gimple_call_arg (call, 0), NULL_TREE);
          struct skel_step *step = skeleton_step (s, SKEL_LOAD, call);
          step->result = name_of (lhs);
          step->from = from;
          return true;
        }
      return false;
    default:
      break;
    }
  if (is_for_checks (call) || gimple_call_flags (call) & (ECF_CONST | ECF_PURE))
    {
      opaque (call, lhs);
      return true;
    }
  return false;
}

void
skeleton_lowering::call (gcall *call)
{
  if (gimple_call_internal_p (call))
    {
      if (!internal_call (call))
        site (call, NULL_TREE);
      return;
    }
  if (is_check_call (call))
    {
      opaque (call, gimple_call_lhs (call));
      return;
    }
  tree callee = gimple_call_fndecl (call);
  if (!callee)
    {
      tree known = values->constant (gimple_call_fn (call));
      if (known && TREE_CODE (known) == ADDR_EXPR
          && TREE_CODE (TREE_OPERAND (known, 0)) == FUNCTION_DECL)
        callee = TREE_OPERAND (known, 0);
    }
  if (!callee || !builtin (call, callee))
    site (call, callee);
}

/* What functions without a body in the unit do: see site.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Best known first: a `flow' attribute; the table for libc, if the declaration
   fits it; what GCC knows of its builtins; else it is unknown code, of which
   `noescape', `releases', `allocates' and GCC's `malloc' and `pure' still say a
   part.  */

#include "compat.h"
#include "options.h"
#include "ssa.h"
#include "attr-fnspec.h"
#include "builtins.h"
#include "calls.h"
#include "internal-fn.h"
#include "locals.h"
#include "site.h"

/* Small helpers.  */

int64_t
pointer_size_bytes (void)
{
  return POINTER_SIZE_UNITS;
}

node_id
shifted (struct graph *g, node_id ptr, struct place place)
{
  if (!ptr || (!place.off && !place.stride))
    return ptr;
  node_id n = graph_variable (g);
  graph_copy (g, ptr, n, place, GRADE_SHOWN, false, NO_STEP);
  return n;
}

static struct object_size
size_product (struct object_size a, struct object_size b)
{
  struct object_size unknown = { SIZE_UNKNOWN, 0, 0, 0 };
  if (a.kind == SIZE_CONSTANT)
    std::swap (a, b);
  if (a.kind == SIZE_UNKNOWN || b.kind == SIZE_UNKNOWN || b.kind == SIZE_ARG_ARG
      || __builtin_mul_overflow (a.bytes, b.bytes, &a.bytes))
    return unknown;
  if (b.kind == SIZE_ARG)
    {
      if (a.kind != SIZE_ARG)
        return unknown;
      a.kind = SIZE_ARG_ARG;
      a.arg2 = b.arg;
    }
  return a;
}

/* Where the first pointer member of TYPE is.  */

static struct place
first_pointer_place (tree type)
{
  const struct shape *shape = type_shape (type);
  for (unsigned i = 0; shape && i < shape->n; i++)
    if (shape->type_keys[i] >= KEY_TYPES)
      return shape->parts[i];
  return place_anywhere;
}

static bool
flows_make_fresh (const fn_attributes *a)
{
  for (unsigned i = 0; i < a->n_flows; i++)
    if (a->flows[i].src == FLOW_FROM_NEW && a->flows[i].dst == FLOW_TO_RET)
      return true;
  return false;
}

static step_id
site_step (function_info *info, const site &s, enum step_kind kind, tree callee)
{
  return graph_step (info->graph, kind, s.stmt, callee, s.inner);
}

node_id
site_arg (const site &s, unsigned i)
{
  return i < s.args.length () ? s.args[i] : NO_NODE;
}

static bool
is_block_arg (const site &s, unsigned i)
{
  return i < 64 && (s.block_args >> i & 1);
}

void
to_result (function_info *info, const site &s, node_id value,
           struct place shift, step_id step)
{
  struct graph *g = info->graph;
  if (s.result)
    graph_copy (g, value, s.result, shift, s.grade, false, step);
  if (s.result_memory)
    {
      node_id n = graph_variable (g);
      graph_copy (g, value, n, shift, s.grade, false, NO_STEP);
      graph_store (g, s.result_memory, place_start, n, step);
    }
}

static node_id
unknown_value (function_info *info)
{
  return graph_address (info->graph, GRAPH_UNKNOWN, place_anywhere, NO_STEP);
}

static void
unknown_to_result (function_info *info, const site &s)
{
  site assumed;
  assumed.result = s.result;
  assumed.grade = GRADE_ASSUMED;
  assumed.result_memory = NO_NODE;
  to_result (info, assumed, unknown_value (info), place_start, NO_STEP);
  if (s.result_memory)
    graph_store (info->graph, s.result_memory, place_anywhere,
                 unknown_value (info), NO_STEP);
}

void
note_allocates (function_info *info, enum grade grade, step_id step)
{
  if (info->allocates && info->allocates_grade >= grade)
    return;
  info->allocates = trace_single (info->decl, info->graph->steps.v[step]);
  info->allocates_grade = grade;
}

bool
is_guess (function_info *info, const site &s)
{
  return info->graph->precision != PRECISION_FULL
         && (s.inner || !gimple_call_fndecl (s.stmt));
}

/* A fresh object that call S makes, as a variable that points to it.  */

static node_id
fresh_object (function_info *info, const site &s, enum heap_kind kind,
              struct object_size size, const char *deallocator,
              const char *name, tree callee)
{
  struct graph *g = info->graph;
  object_id o = s.inner ? graph_object (g, OBJECT_FRESH, s.stmt, -1)
                        : graph_decl_object (g, OBJECT_FRESH, s.stmt, -1);
  tree lhs = gimple_call_lhs (s.stmt);
  if (kind == KIND_RAW && lhs && !s.inner && POINTER_TYPE_P (TREE_TYPE (lhs)))
    type_container_kind (TREE_TYPE (TREE_TYPE (lhs)), &kind);
  g->objects.v[o].heap_kind = kind;
  g->objects.v[o].deallocator = deallocator;
  g->objects.v[o].doubtful = is_guess (info, s);
  struct need only_if = {};
  uint64_t needs
      = s.inner ? 0 : needed_parameters (info, gimple_bb (s.stmt), &only_if);
  graph_made (&g->objects.v[o], size, needs, only_if);
  g->objects.v[o].call = s.stmt;
  if (size.kind == SIZE_CONSTANT && size.bytes < (uint64_t)1 << 40)
    g->objects.v[o].extent = size.bytes;
  step_id step = site_step (info, s, STEP_ALLOCATE, callee);
  note_allocates (info, GRADE_SHOWN, step);
  allocation a = { s.stmt, o, name, false };
  info->allocations.safe_push (a);
  return graph_address (g, o, place_start, step);
}

static node_id
alloca_object (function_info *info, const site &s, tree callee)
{
  struct graph *g = info->graph;
  object_id o = graph_decl_object (g, OBJECT_ALLOCA, s.stmt, -1);
  if (gimple_call_num_args (s.stmt) && callee && is_alloca_call (s.stmt))
    g->objects.v[o].size = lower_size (info, gimple_call_arg (s.stmt, 0));
  g->objects.v[o].call = s.stmt;
  /* Inlined, it is the caller's.  */
  g->objects.v[o].caller_frame
      = lookup_attribute ("always_inline", DECL_ATTRIBUTES (info->decl))
        != NULL;
  allocation a = { s.stmt, o, function_name (callee), false };
  info->allocations.safe_push (a);
  return graph_address (g, o, place_start,
                        site_step (info, s, STEP_ALLOCATE, callee));
}

/* Flows.  */

/* What argument ARG (from 1) with LEVEL stars stands for; LEVEL - 1 loads.  */

node_id
flow_value (function_info *info, const site &s, unsigned arg, unsigned level,
            bool variadic)
{
  struct graph *g = info->graph;
  node_id n = site_arg (s, arg - 1);
  if (variadic)
    {
      node_id all = graph_variable (g);
      for (unsigned i = arg - 1; i < s.args.length (); i++)
        graph_copy (g, s.args[i], all, place_start, GRADE_SHOWN, false,
                    NO_STEP);
      n = all;
    }
  else if (n && is_block_arg (s, arg - 1))
    {
      /* A struct by value: its members are the value.  */
      node_id v = graph_variable (g);
      graph_load (g, n, place_anywhere, -1, v, KEY_ANY, NO_STEP);
      n = v;
    }
  for (; n && level > 0; level--)
    {
      node_id v = graph_variable (g);
      graph_load (g, n, place_anywhere, -1, v, KEY_ANY, NO_STEP);
      n = v;
    }
  return n;
}

/* Bytes that a call of CALLEE copies, if that is a function like memcpy, or
   -1.  */

static int64_t
copied_bytes (function_info *info, const site &s, tree callee)
{
  if (s.inner || !callee || !find_library (callee)
      || gimple_call_num_args (s.stmt) < 3)
    return -1;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (callee));
  /* A character stands there; characters are counted.  */
  if (strstr (name, "memccpy") || strstr (name, "wmem"))
    return -1;
  tree n = info->values->maximum (gimple_call_arg (s.stmt, 2));
  return n && tree_fits_shwi_p (n) ? tree_to_shwi (n) : -1;
}

/* The shape of what the arguments of a block copy point to, if one of them
   has the size that is copied.  */

static const struct shape *
copied_shape (const site &s, int64_t size)
{
  if (s.inner)
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
      if (type && RECORD_OR_UNION_TYPE_P (type) && size > 0
          && type_bytes (type) == size)
        return type_shape (type);
    }
  return NULL;
}

static void
apply_flow (function_info *info, const site &s, const struct flow *f,
            node_id fresh, tree callee, const char *name)
{
  struct graph *g = info->graph;
  /* That a fresh object is the result its birth says.  */
  step_id step = f->src == FLOW_FROM_NEW && f->dst == FLOW_TO_RET
                     ? NO_STEP
                     : site_step (info, s, STEP_LIBRARY, callee);
  bool content = f->src == FLOW_FROM_ARG && f->src_level > 0;
  /* A block copy keeps the offsets.  */
  if (content && f->exact && f->dst == FLOW_TO_ARG)
    {
      int64_t size = copied_bytes (info, s, callee);
      graph_block (g, flow_value (info, s, f->dst_arg, f->dst_level - 1, false),
                   place_start,
                   flow_value (info, s, f->src_arg, f->src_level - 1, false),
                   place_start, size, copied_shape (s, size), step);
      return;
    }
  node_id value = f->src == FLOW_FROM_NEW
                      ? fresh
                      : flow_value (info, s, f->src_arg, f->src_level, false);
  struct place shift = f->exact && !content ? place_start : place_anywhere;
  if (f->src == FLOW_FROM_NEW)
    shift = place_start;
  switch (f->dst)
    {
    case FLOW_TO_RET:
      if (f->dst_level)
        {
          if (s.result)
            graph_store (g, s.result, place_anywhere, value, step);
        }
      else if (s.result_memory)
        graph_store (g, s.result_memory, place_anywhere,
                     shifted (g, value, shift), step);
      else
        to_result (info, s, value, shift, step);
      break;
    case FLOW_TO_ARG:
      {
        node_id ptr = flow_value (info, s, f->dst_arg, f->dst_level - 1, false);
        node_id n = graph_variable (g);
        graph_copy (g, value, n, shift, s.grade, false, NO_STEP);
        graph_store (g, ptr, f->exact ? place_start : place_anywhere, n, step);
        break;
      }
    case FLOW_TO_HEAP:
      graph_copy (g, value,
                  graph_sink (g, REASON_HEAP, GRADE_SHOWN, name, step),
                  place_start, GRADE_SHOWN, false, step);
      break;
    case FLOW_TO_THREAD:
      if (joined_by (info, s))
        break;
      graph_copy (g, value,
                  graph_sink (g, REASON_THREAD, GRADE_SHOWN, name, step),
                  place_start, GRADE_SHOWN, false, step);
      break;
    case FLOW_TO_UNKNOWN:
      graph_copy (g, value,
                  graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, name,
                              step),
                  place_start, GRADE_ASSUMED, false, step);
      break;
    }
}

static enum release_how
release_how (const site &s, unsigned arg)
{
  return !s.inner && arg < gimple_call_num_args (s.stmt)
                 && is_guarded (s.stmt, gimple_call_arg (s.stmt, arg))
             ? RELEASE_GUARDED
             : RELEASE_PLAIN;
}

void
apply_releases (function_info *info, const site &s, unsigned HOST_WIDE_INT set,
                tree callee)
{
  for (unsigned i = 0; i < s.args.length () && i < 64; i++)
    if (set >> i & 1)
      {
        node_id ptr = s.args[i];
        if (is_block_arg (s, i))
          ptr = flow_value (info, s, i + 1, 0, false);
        graph_release (info->graph, ptr,
                       callee ? function_name (callee) : call_name (s.stmt),
                       !s.inner, release_how (s, i),
                       site_step (info, s, STEP_RELEASE, callee));
      }
}

/* Bytes of a call's fresh result by GCC's alloc_size.  */

static struct object_size
alloc_size (function_info *info, const site &s, tree fntype)
{
  struct object_size unknown = { SIZE_UNKNOWN, 0, 0, 0 };
  tree attr = fntype ? lookup_attribute ("alloc_size", TYPE_ATTRIBUTES (fntype))
                     : NULL_TREE;
  if (!attr || s.inner || !TREE_VALUE (attr))
    return unknown;
  struct object_size size = { SIZE_CONSTANT, 1, 0, 0 };
  for (tree v = TREE_VALUE (attr); v; v = TREE_CHAIN (v))
    {
      unsigned HOST_WIDE_INT i = tree_to_uhwi (TREE_VALUE (v)) - 1;
      if (i >= gimple_call_num_args (s.stmt))
        return unknown;
      size
          = size_product (size, lower_size (info, gimple_call_arg (s.stmt, i)));
    }
  return size;
}

/* S returns the object that FRESH points to; if it returns a struct, in its
   first pointer member.  */

static void
fresh_to_result (function_info *info, const site &s, node_id fresh)
{
  struct graph *g = info->graph;
  place at = place_start;
  tree ret = s.fntype ? TREE_TYPE (s.fntype) : NULL_TREE;
  if (s.result_memory && ret && RECORD_OR_UNION_TYPE_P (ret))
    at = first_pointer_place (ret);
  if (s.result)
    graph_copy (g, fresh, s.result, place_start, s.grade, false, NO_STEP);
  if (s.result_memory)
    graph_store (g, s.result_memory, at, fresh, NO_STEP);
}

/* CALLEE, or the type of the pointer that is called, has a `flow': all that it
   does is in its attributes A.  */

void
apply_attributes (function_info *info, const site &s, const fn_attributes *a,
                  tree callee)
{
  node_id fresh = NO_NODE;
  struct object_size unknown = { SIZE_UNKNOWN, 0, 0, 0 };
  const char *name = callee ? function_name (callee) : call_name (s.stmt);
  for (unsigned i = 0; i < a->n_flows; i++)
    {
      if (a->flows[i].src == FLOW_FROM_NEW)
        fresh = fresh_object (info, s, a->flows[i].new_kind, unknown,
                              a->deallocator, name, callee);
      struct flow f = a->flows[i];
      f.exact &= f.dst == FLOW_TO_RET;
      apply_flow (info, s, &f, fresh, callee, name);
    }
  apply_releases (info, s, a->releases, callee);
  if (a->allocates && !flows_make_fresh (a))
    fresh_to_result (info, s,
                     fresh_object (info, s, a->allocates_kind,
                                   alloc_size (info, s, s.fntype),
                                   a->deallocator, name, callee));
  else if (!a->nonallocating && !a->allocates)
    note_allocates (info, GRADE_ASSUMED,
                    site_step (info, s, STEP_UNKNOWN, callee));
}

/* Functions of the table.  */

/* Does a declaration of FNTYPE fit SHAPE?  */

static bool
fits_shape (tree fntype, const char *shape)
{
  if (!fntype)
    return false;
  tree ret = TREE_TYPE (fntype);
  char want = shape[0];
  if (want == 'p'   ? !POINTER_TYPE_P (ret)
      : want == 'v' ? false
      : want == 'i' ? !INTEGRAL_TYPE_P (ret)
      : want == 'f' ? !SCALAR_FLOAT_TYPE_P (ret)
                    : false)
    return false;
  if (!prototype_p (fntype))
    return true;
  tree t = TYPE_ARG_TYPES (fntype);
  for (shape++; *shape && *shape != '.'; shape++, t = TREE_CHAIN (t))
    {
      if (!t || VOID_TYPE_P (TREE_VALUE (t)))
        return false;
      tree type = TREE_VALUE (t);
      if (*shape == 'p'
              ? !POINTER_TYPE_P (type) && TREE_CODE (type) != UNION_TYPE
          : *shape == 'i' ? !INTEGRAL_TYPE_P (type)
          : *shape == 'f' ? !SCALAR_FLOAT_TYPE_P (type)
                          : false)
        return false;
    }
  return *shape == '.' ? t == NULL_TREE : t && VOID_TYPE_P (TREE_VALUE (t));
}

const struct lib_effects *
find_library (tree fndecl)
{
  if (!fndecl || !DECL_NAME (fndecl) || !TREE_PUBLIC (fndecl)
      || !DECL_EXTERNAL (fndecl))
    return NULL;
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  if (DECL_ASSEMBLER_NAME_SET_P (fndecl)
      && !fndecl_built_in_p (fndecl, BUILT_IN_NORMAL))
    {
      name = IDENTIFIER_POINTER (DECL_ASSEMBLER_NAME (fndecl));
      if (*name == '*')
        name++;
    }
  if (startswith (name, "__builtin_"))
    name += strlen ("__builtin_");
  const struct lib_effects *e = lib_effects_find (name);
  return e && fits_shape (TREE_TYPE (fndecl), e->shape) ? e : NULL;
}

static void
apply_callback (function_info *info, const site &s, const struct callback *cb,
                tree callee)
{
  struct graph *g = info->graph;
  node_id fn = flow_value (info, s, cb->fn_arg, cb->fn_level, false);
  if (!fn)
    return;
  uint32_t c = graph_call (g, NO_NODE, s.stmt);
  struct step step = { STEP_LIBRARY, s.stmt, callee, s.inner };
  g->calls.v[c].inner = trace_single (info->decl, step);
  for (unsigned i = 0; i < cb->n_args; i++)
    {
      node_id arg = graph_variable (g);
      if (cb->args[i])
        graph_copy (g, flow_value (info, s, cb->args[i], cb->levels[i], false),
                    arg, cb->inside[i] ? place_anywhere : place_start,
                    GRADE_SHOWN, false, NO_STEP);
      graph_call_arg (g, c, arg);
    }
  gcall *join = cb->result_to_ret ? joined_by (info, s) : NULL;
  if (cb->result_to_ret && !(join && integer_zerop (gimple_call_arg (join, 1))))
    {
      node_id kept = graph_variable (g);
      step_id keep = site_step (info, s, STEP_LIBRARY, callee);
      g->calls.v[c].result = kept;
      graph_copy (g, kept,
                  graph_sink (g, REASON_THREAD, GRADE_SHOWN,
                              function_name (callee), keep),
                  place_start, GRADE_SHOWN, false, keep);
    }
  graph_call_through (g, c, fn);
}

/* For each argument in SET, the variadic ones for the bit after the last
   named, let TELL see it.  */

static void
each_arg_in (function_info *info, const site &s, const char *shape,
             unsigned set, void (*tell) (function_info *, node_id))
{
  unsigned named = strcspn (shape + 1, ".");
  for (unsigned i = 0; i < named; i++)
    if (set >> i & 1 && site_arg (s, i))
      tell (info, site_arg (s, i));
  if (set >> named & 1)
    tell (info, flow_value (info, s, named + 1, 0, true));
}

static void
fill_with_unknown (function_info *info, node_id ptr)
{
  struct graph *g = info->graph;
  node_id n = graph_variable (g);
  graph_copy (g, unknown_value (info), n, place_start, GRADE_ASSUMED, false,
              NO_STEP);
  graph_store (g, ptr, place_anywhere, n, NO_STEP);
}

void
apply_library (function_info *info, const site &s, const struct lib_effects *e,
               tree callee)
{
  struct graph *g = info->graph;
  const char *name = function_name (callee);
  node_id fresh = NO_NODE;
  for (unsigned i = 0; i < e->n_flows; i++)
    {
      const struct flow *f = &e->flows[i];
      if (f->src == FLOW_FROM_NEW && !fresh)
        {
          struct object_size size = { SIZE_UNKNOWN, 0, 0, 0 };
          bool doubtful = e->fresh_if_null != 0;
          if (e->fresh_if_null && !s.inner
              && e->fresh_if_null <= gimple_call_num_args (s.stmt))
            {
              tree arg = gimple_call_arg (s.stmt, e->fresh_if_null - 1);
              tree value = info->values->constant (arg);
              if ((value && !integer_zerop (value))
                  || TREE_CODE (arg) == ADDR_EXPR)
                continue;
              doubtful = !value;
            }
          if (e->size_arg && !s.inner
              && e->size_arg <= gimple_call_num_args (s.stmt))
            {
              size = lower_size (info,
                                 gimple_call_arg (s.stmt, e->size_arg - 1));
              if (e->size_arg2 && size.kind != SIZE_UNKNOWN)
                {
                  struct object_size other
                      = lower_size (info,
                                    gimple_call_arg (s.stmt, e->size_arg2 - 1));
                  size = size_product (size, other);
                }
            }
          fresh = fresh_object (info, s, f->new_kind, size, e->deallocator,
                                name, callee);
          g->objects.v[info->allocations.last ().object].doubtful |= doubtful;
          if (e->reallocates)
            info->allocations.last ().releases_old = true;
        }
      apply_flow (info, s, f, fresh, callee, name);
    }
  if (e->allocates)
    note_allocates (info, GRADE_SHOWN,
                    site_step (info, s, STEP_ALLOCATE, callee));
  step_id step = site_step (info, s, STEP_RELEASE, callee);
  if (e->releases)
    {
      node_id old = site_arg (s, e->releases - 1);
      graph_release (g, old, name, !s.inner,
                     (enum release_how) (
                         release_how (s, e->releases - 1)
                         | (e->reallocates ? RELEASE_MOVES : RELEASE_PLAIN)),
                     step);
      if (e->reallocates && fresh && old)
        graph_block (g, fresh, place_start, old, place_start, -1, NULL,
                     NO_STEP);
    }
  if (e->releases_content)
    {
      node_id old = flow_value (info, s, e->releases_content, 1, false);
      graph_release (g, old, name, false,
                     e->reallocates ? RELEASE_MOVES : RELEASE_PLAIN, step);
    }
  for (unsigned i = 0; i < e->n_callbacks; i++)
    apply_callback (info, s, &e->callbacks[i], callee);
  if (e->fills)
    each_arg_in (info, s, e->shape, e->fills_args, fill_with_unknown);
  if (e->inputs_args)
    each_arg_in (info, s, e->shape, e->inputs_args, fill_with_unknown);
  if (e->static_result)
    unknown_to_result (info, s);
  if (strchr (e->shape, '.') && !e->format)
    {
      unsigned named = strcspn (e->shape + 1, ".");
      step_id pass = site_step (info, s, STEP_UNKNOWN, callee);
      node_id sink = graph_sink (g, REASON_VARARGS, GRADE_ASSUMED, name, pass);
      graph_copy (g, flow_value (info, s, named + 1, 0, true), sink,
                  place_start, GRADE_ASSUMED, false, pass);
    }
}

/* Unknown code.  */

static bool
points_to_const (tree fntype, unsigned i)
{
  if (!fntype)
    return false;
  tree t = TYPE_ARG_TYPES (fntype);
  while (t && i--)
    t = TREE_CHAIN (t);
  return t && POINTER_TYPE_P (TREE_VALUE (t))
         && TYPE_READONLY (TREE_TYPE (TREE_VALUE (t)));
}

static bool
is_variadic_arg (tree fntype, unsigned i)
{
  if (!fntype || !stdarg_p (fntype))
    return false;
  unsigned n = 0;
  for (tree t = TYPE_ARG_TYPES (fntype); t; t = TREE_CHAIN (t))
    n++;
  return i >= n;
}

/* What a pure function's result may be: anything that can be reached from its
   arguments.  One that reads NO_MEMORY can only give back what it got.  */

static void
reachable_to_result (function_info *info, const site &s, bool no_memory)
{
  struct graph *g = info->graph;
  node_id all = graph_variable (g);
  for (unsigned i = 0; i < s.args.length (); i++)
    if (s.args[i])
      graph_copy (g, flow_value (info, s, i + 1, 0, false), all, place_anywhere,
                  GRADE_ASSUMED, false, NO_STEP);
  if (!no_memory)
    graph_load (g, all, place_anywhere, -1, all, KEY_ANY, NO_STEP);
  site assumed;
  assumed.result = s.result;
  assumed.result_memory = s.result_memory;
  assumed.grade = GRADE_ASSUMED;
  to_result (info, assumed, all, place_anywhere, NO_STEP);
}

void
apply_unknown (function_info *info, const site &s, const fn_attributes *a,
               tree callee)
{
  struct graph *g = info->graph;
  tree fntype = s.fntype;
  const char *name = callee ? function_name (callee) : call_name (s.stmt);
  int flags = callee   ? flags_from_decl_or_type (callee)
              : fntype ? flags_from_decl_or_type (fntype)
                       : 0;
  bool pure = flags & (ECF_PURE | ECF_CONST | ECF_NOVOPS);
  /* As strchr does.  */
  bool handed_back
      = s.result && (!fntype || POINTER_TYPE_P (TREE_TYPE (fntype)));
  step_id step = site_step (info, s, STEP_UNKNOWN, callee);
  if (!pure)
    graph_others_run (g);
  attr_fnspec fnspec
      = !s.inner && callee ? gimple_call_fnspec (s.stmt) : attr_fnspec ("");
  for (unsigned i = 0; i < s.args.length (); i++)
    {
      if (!s.args[i])
        continue;
      if (a && i < 64 && (a->noescape >> i & 1))
        {
          if (!pure && !points_to_const (fntype, i))
            fill_with_unknown (info, s.args[i]);
          continue;
        }
      if (a && i < 64 && (a->releases >> i & 1))
        {
          /* The object is not kept; what it holds may be.  */
          graph_copy (g, flow_value (info, s, i + 1, 1, false),
                      graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, name,
                                  step),
                      place_start, GRADE_ASSUMED, false, step);
          if (!pure)
            fill_with_unknown (info, s.args[i]);
          continue;
        }
      if (pure || (fnspec.arg_specified_p (i) && fnspec.arg_noescape_p (i)))
        {
          if (!pure && fnspec.arg_specified_p (i)
              && fnspec.arg_maybe_written_p (i))
            fill_with_unknown (info, s.args[i]);
          continue;
        }
      enum reason reason = is_variadic_arg (fntype, i) ? REASON_VARARGS
                           : points_to_const (fntype, i) && !handed_back
                               ? REASON_CONST_CALL
                               : REASON_UNKNOWN_CALL;
      graph_copy (g, flow_value (info, s, i + 1, 0, false),
                  graph_sink (g, reason, GRADE_ASSUMED, name, step),
                  place_start, GRADE_ASSUMED, false, step);
    }
  if (s.chain)
    graph_copy (g, s.chain,
                graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, name, step),
                place_start, GRADE_ASSUMED, false, step);
  if (!pure && !(a && (a->nonallocating || a->allocates))
      && !(callee && fndecl_built_in_p (callee)))
    note_allocates (info, GRADE_ASSUMED, step);
  if (a)
    apply_releases (info, s, a->releases, callee);
  if (a && a->stack_backed)
    to_result (info, s, alloca_object (info, s, callee), place_start, step);
  else if ((a && (a->allocates || a->gnu_malloc)) || (flags & ECF_MALLOC))
    {
      node_id fresh
          = fresh_object (info, s,
                          a && a->allocates ? a->allocates_kind : KIND_RAW,
                          alloc_size (info, s, fntype),
                          a ? a->deallocator : NULL, name, callee);
      /* What it holds may be anything that the function can see.  */
      if (!(flags & ECF_MALLOC))
        fill_with_unknown (info, fresh);
      fresh_to_result (info, s, fresh);
    }
  else if (pure)
    {
      reachable_to_result (info, s, flags & (ECF_CONST | ECF_NOVOPS));
      unknown_to_result (info, s);
    }
  else
    {
      unsigned arg;
      if (fnspec.returns_arg (&arg))
        to_result (info, s, site_arg (s, arg), place_start, NO_STEP);
      else
        unknown_to_result (info, s);
    }
}

/* Builtins that the table does not speak of.  True if handled.  */

static bool
is_atomic (tree fndecl, bool *writes_expected)
{
  const char *name = IDENTIFIER_POINTER (DECL_NAME (fndecl));
  *writes_expected = startswith (name, "__atomic_compare_exchange");
  return startswith (name, "__atomic_") || startswith (name, "__sync_");
}

/* __atomic_* and __sync_*: the first argument is the place, what follows goes
   there, the old or new value comes back.  */

static void
apply_atomic (function_info *info, const site &s, tree callee, bool expected)
{
  struct graph *g = info->graph;
  node_id ptr = site_arg (s, 0);
  step_id step = site_step (info, s, STEP_STORE, callee);
  unsigned i = 1;
  node_id old = graph_variable (g);
  graph_load (g, ptr, place_start, pointer_size_bytes (), old, KEY_ANY,
              NO_STEP);
  if (expected)
    {
      graph_store (g, site_arg (s, 1), place_start, old, step);
      i = 2;
    }
  for (; i < s.args.length () && i < 3; i++)
    {
      graph_store (g, ptr, place_start, s.args[i], step);
      /* fetch_add and such.  */
      to_result (info, s, s.args[i], place_anywhere, NO_STEP);
    }
  to_result (info, s, old, place_start, NO_STEP);
}

/* Sanitizers and profiling.  */

static bool
is_sanitizer (tree callee)
{
  static const char *const prefixes[] = { "__builtin___ubsan_",
                                          "__builtin___asan_",
                                          "__builtin___hwasan_",
                                          "__builtin___tsan_",
                                          "__builtin___sanitizer_",
                                          "__ubsan_",
                                          "__asan_",
                                          "__tsan_",
                                          "__hwasan_",
                                          "__sanitizer_cov_" };
  const char *name = IDENTIFIER_POINTER (DECL_NAME (callee));
  for (const char *prefix : prefixes)
    if (startswith (name, prefix))
      return true;
  return false;
}

bool
is_check_call (gimple *call)
{
  if (gimple_call_internal_p (call))
    return is_for_checks (call);
  tree callee = gimple_call_fndecl (call);
  return callee && fndecl_built_in_p (callee, BUILT_IN_NORMAL)
         && is_sanitizer (callee);
}

bool
apply_builtin (function_info *info, const site &s, tree callee)
{
  struct graph *g = info->graph;
  bool expected;
  if (!fndecl_built_in_p (callee, BUILT_IN_NORMAL))
    return false;
  enum built_in_function code = DECL_FUNCTION_CODE (callee);
  if (ALLOCA_FUNCTION_CODE_P (code))
    {
      to_result (info, s, alloca_object (info, s, callee), place_start,
                 NO_STEP);
      return true;
    }
  switch (code)
    {
    case BUILT_IN_EXPECT:
    case BUILT_IN_EXPECT_WITH_PROBABILITY:
    case BUILT_IN_ASSUME_ALIGNED:
    case BUILT_IN_EXTEND_POINTER:
    case BUILT_IN_EXTRACT_RETURN_ADDR:
      to_result (info, s, site_arg (s, 0), place_start, NO_STEP);
      return true;
    case BUILT_IN_VA_START:
      {
        node_id memory = lower_variadic (info);
        graph_store (g, site_arg (s, 0), place_anywhere, memory, NO_STEP);
        return true;
      }
    case BUILT_IN_APPLY_ARGS:
      {
        /* What arrives is as good as anywhere.  */
        step_id step = site_step (info, s, STEP_UNKNOWN, callee);
        graph_copy (g, lower_all_parameters (info),
                    graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED,
                                function_name (callee), step),
                    place_start, GRADE_ASSUMED, false, step);
        unknown_to_result (info, s);
        return true;
      }
    case BUILT_IN_RETURN:
      graph_store (g, graph_address (g, info->result, place_start, NO_STEP),
                   place_anywhere, unknown_value (info), NO_STEP);
      return true;
    case BUILT_IN_VA_COPY:
      {
        node_id n = graph_variable (g);
        graph_load (g, site_arg (s, 1), place_anywhere, -1, n, KEY_ANY,
                    NO_STEP);
        /* A va_list that is a pointer is passed by value.  */
        graph_copy (g, site_arg (s, 1), n, place_start, GRADE_SHOWN, false,
                    NO_STEP);
        graph_store (g, site_arg (s, 0), place_anywhere, n, NO_STEP);
        return true;
      }
    case BUILT_IN_INIT_TRAMPOLINE:
    case BUILT_IN_INIT_HEAP_TRAMPOLINE:
    case BUILT_IN_INIT_DESCRIPTOR:
      {
        struct place second = place_at (pointer_size_bytes ());
        graph_store (g, site_arg (s, 0), place_start, site_arg (s, 1), NO_STEP);
        graph_store (g, site_arg (s, 0), second, site_arg (s, 2), NO_STEP);
        return true;
      }
    case BUILT_IN_ADJUST_TRAMPOLINE:
    case BUILT_IN_ADJUST_DESCRIPTOR:
      {
        node_id fn = graph_variable (g);
        graph_load (g, site_arg (s, 0), place_start, pointer_size_bytes (), fn,
                    KEY_ANY, NO_STEP);
        to_result (info, s, site_arg (s, 0), place_start, NO_STEP);
        to_result (info, s, fn, place_start, NO_STEP);
        return true;
      }
    case BUILT_IN_VA_END:
    case BUILT_IN_VA_ARG_PACK_LEN:
    case BUILT_IN_PREFETCH:
    case BUILT_IN_OBJECT_SIZE:
    case BUILT_IN_UNREACHABLE:
    case BUILT_IN_TRAP:
    case BUILT_IN_STACK_SAVE:
    case BUILT_IN_STACK_RESTORE:
    case BUILT_IN_FRAME_ADDRESS:
    case BUILT_IN_RETURN_ADDRESS:
    case BUILT_IN_CLEAR_PADDING:
    case BUILT_IN_PROFILE_FUNC_ENTER:
    case BUILT_IN_PROFILE_FUNC_EXIT:
    case BUILT_IN_CONSTANT_P:
    case BUILT_IN_CLASSIFY_TYPE:
    case BUILT_IN_CLEAR_CACHE:
    case BUILT_IN_EH_POINTER:
    case BUILT_IN_EH_FILTER:
    case BUILT_IN_EH_COPY_VALUES:
    case BUILT_IN_UNWIND_RESUME:
    case BUILT_IN_SETJMP:
    case BUILT_IN_SETJMP_SETUP:
    case BUILT_IN_SETJMP_RECEIVER:
    case BUILT_IN_LONGJMP:
    case BUILT_IN_NONLOCAL_GOTO:
    case BUILT_IN_UPDATE_SETJMP_BUF:
      return true;
    default:
      break;
    }
  if (is_atomic (callee, &expected))
    {
      apply_atomic (info, s, callee, expected);
      return true;
    }
  return is_sanitizer (callee);
}

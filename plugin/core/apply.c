/* What calls do: see apply.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "apply.h"
#include "record.h"
#include "relations.h"

#include <string.h>

/* A call that is being applied.  */

struct application
{
  struct caller *caller;
  struct graph *g;
  const struct call_site *site;
  const struct callee *callee; /* Null: not known.  */
  const char *name;            /* As messages call it.  */
};

static const struct object_size unknown_size = { SIZE_UNKNOWN, 0, 0, 0 };

node_id
apply_shift (struct graph *g, node_id ptr, struct place place)
{
  if (!ptr || (!place.off && !place.stride))
    return ptr;
  node_id n = graph_variable (g);
  graph_copy (g, ptr, n, place, GRADE_SHOWN, false, NO_STEP);
  return n;
}

node_id
apply_arg (const struct call_site *s, uint32_t i)
{
  return i < s->n_args ? s->args[i] : NO_NODE;
}

step_id
apply_step (struct graph *g, const struct call_site *s, enum step_kind kind,
            const struct callee *callee)
{
  return graph_step (g, kind, s->where, callee ? callee->decl : NULL, s->inner);
}

static step_id
new_step (const struct application *a, enum step_kind kind)
{
  return apply_step (a->g, a->site, kind, a->callee);
}

static bool
is_block_arg (const struct call_site *s, uint32_t i)
{
  return i < 64 && (s->block_args >> i & 1);
}

static void
give_result (struct graph *g, const struct call_site *s, node_id value,
             struct place shift, enum grade grade, step_id step)
{
  if (s->result)
    graph_copy (g, value, s->result, shift, grade, false, step);
  if (s->result_memory)
    {
      node_id n = graph_variable (g);
      graph_copy (g, value, n, shift, grade, false, NO_STEP);
      graph_store (g, s->result_memory, place_start, n, step);
    }
}

void
apply_result (struct graph *g, const struct call_site *s, node_id value,
              struct place shift, step_id step)
{
  give_result (g, s, value, shift, GRADE_SHOWN, step);
}

node_id
apply_unknown_value (struct graph *g)
{
  return graph_address (g, GRAPH_UNKNOWN, place_anywhere, NO_STEP);
}

void
apply_unknown_result (struct graph *g, const struct call_site *s)
{
  if (s->result)
    graph_copy (g, apply_unknown_value (g), s->result, place_start,
                GRADE_ASSUMED, false, NO_STEP);
  if (s->result_memory)
    graph_store (g, s->result_memory, place_anywhere, apply_unknown_value (g),
                 NO_STEP);
}

node_id
apply_value (struct graph *g, const struct call_site *s, unsigned arg,
             unsigned level, bool variadic)
{
  node_id n = apply_arg (s, arg - 1);
  if (variadic)
    {
      node_id all = graph_variable (g);
      for (uint32_t i = arg - 1; i < s->n_args; i++)
        graph_copy (g, s->args[i], all, place_start, GRADE_SHOWN, false,
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

static void
note_allocates (const struct application *a, enum grade grade, step_id step)
{
  struct caller *c = a->caller;
  if (c->allocates && c->allocates_grade >= grade)
    return;
  c->allocates = trace_single (a->g, a->g->steps.v[step]);
  c->allocates_grade = grade;
}

/* Are the targets of the call not told apart from others?  */

static bool
is_guess (const struct application *a)
{
  return a->g->precision != PRECISION_FULL
         && (a->site->inner || a->site->indirect);
}

static struct object_size
arg_size (const struct call_site *s, uint32_t i)
{
  return s->arg_sizes && i < s->n_args ? s->arg_sizes[i] : unknown_size;
}

static struct object_size
size_product (struct object_size a, struct object_size b)
{
  if (a.kind == SIZE_CONSTANT)
    {
      struct object_size t = a;
      a = b;
      b = t;
    }
  if (a.kind == SIZE_UNKNOWN || b.kind == SIZE_UNKNOWN || b.kind == SIZE_ARG_ARG
      || __builtin_mul_overflow (a.bytes, b.bytes, &a.bytes))
    return unknown_size;
  if (b.kind == SIZE_ARG)
    {
      if (a.kind != SIZE_ARG)
        return unknown_size;
      a.kind = SIZE_ARG_ARG;
      a.arg2 = b.arg;
    }
  return a;
}

static struct allocation *
note_allocation (const struct application *a, object_id o)
{
  struct allocation *made = vec_push (&a->caller->allocations);
  *made = (struct allocation){ a->site->where, o, a->name, false };
  return made;
}

/* The object that the call makes: one for all its targets.  */

static object_id
made_object (const struct application *a, enum object_kind kind)
{
  return a->site->inner ? graph_object (a->g, kind, a->site->where, -1)
                        : graph_decl_object (a->g, kind, a->site->where, -1);
}

/* A fresh object that the call makes, as a variable that points to it.  */

static node_id
fresh_object (const struct application *a, enum heap_kind kind,
              struct object_size size, const char *deallocator, bool doubtful,
              bool releases_old)
{
  struct graph *g = a->g;
  const struct call_site *s = a->site;
  object_id o = made_object (a, OBJECT_FRESH);
  struct object *obj = &g->objects.v[o];
  if (kind == KIND_RAW && s->has_lhs_kind && !s->inner)
    kind = s->lhs_kind;
  obj->heap_kind = kind;
  obj->deallocator = deallocator;
  obj->doubtful = is_guess (a) || doubtful;
  obj->several |= s->many;
  obj->merged |= s->many;
  struct need always = { 0 };
  graph_made (obj, size, s->inner ? 0 : s->needs,
              s->inner ? always : s->only_if);
  obj->call = s->where;
  if (size.kind == SIZE_CONSTANT && size.bytes < (uint64_t)1 << 40)
    obj->extent = size.bytes;
  step_id step = new_step (a, STEP_ALLOCATE);
  note_allocates (a, GRADE_SHOWN, step);
  note_allocation (a, o)->releases_old = releases_old;
  return graph_address (g, o, place_start, step);
}

static node_id
alloca_object (const struct application *a)
{
  struct graph *g = a->g;
  object_id o = graph_decl_object (g, OBJECT_ALLOCA, a->site->where, -1);
  if (a->callee && a->callee->alloca)
    g->objects.v[o].size = arg_size (a->site, 0);
  g->objects.v[o].call = a->site->where;
  g->objects.v[o].caller_frame = a->caller->always_inline;
  note_allocation (a, o);
  return graph_address (g, o, place_start, new_step (a, STEP_ALLOCATE));
}

/* Flows.  */

/* Bytes that the call copies, if it is of a function like memcpy, or -1.  */

static int64_t
copied_bytes (const struct application *a)
{
  if (a->site->inner || !a->callee || !a->callee->library)
    return -1;
  const char *name = a->callee->name;
  /* A character stands there; characters are counted.  */
  if (strstr (name, "memccpy") || strstr (name, "wmem"))
    return -1;
  struct object_size size = arg_size (a->site, 2);
  return size.kind == SIZE_CONSTANT && size.bytes <= INT64_MAX
             ? (int64_t)size.bytes
             : -1;
}

static void
flow_to_sink (const struct application *a, node_id value, enum reason reason,
              enum grade grade, step_id step)
{
  graph_copy (a->g, value, graph_sink (a->g, reason, grade, a->name, step),
              place_start, grade, false, step);
}

static void
apply_flow (const struct application *a, const struct flow *f, node_id fresh)
{
  struct graph *g = a->g;
  const struct call_site *s = a->site;
  /* That a fresh object is the result its birth says.  */
  step_id step = f->src == FLOW_FROM_NEW && f->dst == FLOW_TO_RET
                     ? NO_STEP
                     : new_step (a, STEP_LIBRARY);
  bool content = f->src == FLOW_FROM_ARG && f->src_level > 0;
  /* A block copy keeps the offsets.  */
  if (content && f->exact && f->dst == FLOW_TO_ARG)
    {
      int64_t size = copied_bytes (a);
      graph_block (g, apply_value (g, s, f->dst_arg, f->dst_level - 1, false),
                   place_start,
                   apply_value (g, s, f->src_arg, f->src_level - 1, false),
                   place_start, size, size > 0 ? s->shape : NULL, step);
      return;
    }
  node_id value = f->src == FLOW_FROM_NEW
                      ? fresh
                      : apply_value (g, s, f->src_arg, f->src_level, false);
  struct place shift = f->exact && !content ? place_start : place_anywhere;
  switch (f->dst)
    {
    case FLOW_TO_RET:
      if (f->dst_level)
        {
          if (s->result)
            graph_store (g, s->result, place_anywhere, value, step);
        }
      else if (s->result_memory)
        graph_store (g, s->result_memory, place_anywhere,
                     apply_shift (g, value, shift), step);
      else
        apply_result (g, s, value, shift, step);
      break;
    case FLOW_TO_ARG:
      {
        node_id ptr = apply_value (g, s, f->dst_arg, f->dst_level - 1, false);
        node_id n = graph_variable (g);
        graph_copy (g, value, n, shift, GRADE_SHOWN, false, NO_STEP);
        graph_store (g, ptr,
                     f->exact ? place_at (f->dst_word * g->pointer_size)
                              : place_anywhere,
                     n, step);
        break;
      }
    case FLOW_TO_HEAP:
      flow_to_sink (a, value, REASON_HEAP, GRADE_SHOWN, step);
      break;
    case FLOW_TO_THREAD:
      if (!s->joined)
        flow_to_sink (a, value, REASON_THREAD, GRADE_SHOWN, step);
      break;
    case FLOW_TO_UNKNOWN:
      flow_to_sink (a, value, REASON_UNKNOWN_CALL, GRADE_ASSUMED, step);
      break;
    }
}

/* The arguments in SET may be released.  */

static void
apply_releases (const struct application *a, uint64_t set)
{
  const struct call_site *s = a->site;
  for (uint32_t i = 0; i < s->n_args && i < 64; i++)
    if (set >> i & 1)
      {
        node_id ptr = s->args[i];
        if (is_block_arg (s, i))
          ptr = apply_value (a->g, s, i + 1, 0, false);
        graph_release (a->g, ptr, a->name, !s->inner, RELEASE_PLAIN,
                       new_step (a, STEP_RELEASE));
      }
}

/* What the type of the call says; where that is not known, nothing.  */

static const struct callee *
call_type (const struct application *a)
{
  static const struct fn_attributes no_attributes;
  static const struct callee none = { .attributes = &no_attributes };
  return a->site->type ? a->site->type : &none;
}

/* Bytes of a call's fresh result by GCC's alloc_size.  */

static struct object_size
alloc_size (const struct application *a)
{
  const struct callee *type = call_type (a);
  if (!type->alloc_size[0] || a->site->inner)
    return unknown_size;
  struct object_size size = arg_size (a->site, type->alloc_size[0] - 1);
  if (type->alloc_size[1])
    size = size_product (size, arg_size (a->site, type->alloc_size[1] - 1));
  return size;
}

/* The call returns the object that FRESH points to; if it returns a struct, in
   its first pointer member.  */

static void
fresh_to_result (const struct application *a, node_id fresh)
{
  const struct call_site *s = a->site;
  if (s->result)
    graph_copy (a->g, fresh, s->result, place_start, GRADE_SHOWN, false,
                NO_STEP);
  if (s->result_memory)
    graph_store (a->g, s->result_memory, call_type (a)->fresh_at, fresh,
                 NO_STEP);
}

static bool
flows_make_fresh (const struct fn_attributes *at)
{
  for (unsigned i = 0; i < at->n_flows; i++)
    if (at->flows[i].src == FLOW_FROM_NEW && at->flows[i].dst == FLOW_TO_RET)
      return true;
  return false;
}

/* The callee, or the type of the pointer that is called, has a `flow': all that
   it does is in its attributes AT.  */

static void
apply_attributes (const struct application *a, const struct fn_attributes *at)
{
  node_id fresh = NO_NODE;
  for (unsigned i = 0; i < at->n_flows; i++)
    {
      if (at->flows[i].src == FLOW_FROM_NEW)
        fresh = fresh_object (a, at->flows[i].new_kind, unknown_size,
                              at->deallocator, false, false);
      struct flow f = at->flows[i];
      f.exact &= f.dst == FLOW_TO_RET;
      apply_flow (a, &f, fresh);
    }
  apply_releases (a, at->releases);
  if (at->allocates && !flows_make_fresh (at))
    fresh_to_result (a, fresh_object (a, at->allocates_kind, alloc_size (a),
                                      at->deallocator, false, false));
  else if (!at->nonallocating && !at->allocates)
    note_allocates (a, GRADE_ASSUMED, new_step (a, STEP_UNKNOWN));
}

/* Functions of the table.  */

static void
apply_callback (const struct application *a, const struct callback *cb)
{
  struct graph *g = a->g;
  const struct call_site *s = a->site;
  node_id fn = apply_value (g, s, cb->fn_arg, cb->fn_level, false);
  if (!fn)
    return;
  uint32_t c = graph_call (g, NO_NODE, s->where);
  struct step step = { STEP_LIBRARY, s->where, a->callee->decl, s->inner };
  g->calls.v[c].inner = trace_single (g, step);
  g->calls.v[c].name = s->name;
  g->calls.v[c].many = s->many || !cb->once;
  g->calls.v[c].held = cb->fn_level > 0;
  for (unsigned i = 0; i < cb->n_args; i++)
    {
      node_id arg = graph_variable (g);
      if (cb->args[i])
        graph_copy (g, apply_value (g, s, cb->args[i], cb->levels[i], false),
                    arg, cb->inside[i] ? place_anywhere : place_start,
                    GRADE_SHOWN, false, NO_STEP);
      graph_call_arg (g, c, arg);
    }
  if (cb->result_to_ret && !(s->joined && s->join_discards))
    {
      node_id kept = graph_variable (g);
      g->calls.v[c].result = kept;
      flow_to_sink (a, kept, REASON_THREAD, GRADE_SHOWN,
                    new_step (a, STEP_LIBRARY));
    }
  graph_call_through (g, c, fn);
}

static void
fill_with_unknown (struct graph *g, node_id ptr)
{
  node_id n = graph_variable (g);
  graph_copy (g, apply_unknown_value (g), n, place_start, GRADE_ASSUMED, false,
              NO_STEP);
  graph_store (g, ptr, place_anywhere, n, NO_STEP);
}

/* What each argument in SET, with LEVEL stars, points to, the variadic ones for
   the bit after the last named, is filled.  */

static void
fill_args (const struct application *a, const char *shape, unsigned set,
           unsigned level)
{
  unsigned named = strcspn (shape + 1, ".");
  for (unsigned i = 0; i < named; i++)
    if (set >> i & 1 && apply_arg (a->site, i))
      fill_with_unknown (a->g, level ? apply_value (a->g, a->site, i + 1, level,
                                                    false)
                                     : apply_arg (a->site, i));
  if (set >> named & 1)
    fill_with_unknown (a->g, apply_value (a->g, a->site, named + 1, 0, true));
}

/* Bytes of what E makes.  */

static struct object_size
library_size (const struct application *a, const struct lib_effects *e)
{
  if (!e->size_arg || a->site->inner)
    return unknown_size;
  struct object_size size = arg_size (a->site, e->size_arg - 1);
  return e->size_arg2 && size.kind != SIZE_UNKNOWN
             ? size_product (size, arg_size (a->site, e->size_arg2 - 1))
             : size;
}

/* Does E make an object at this call?  Set *DOUBTFUL if it may not.  */

static bool
library_makes (const struct application *a, const struct lib_effects *e,
               bool *doubtful)
{
  const struct call_site *s = a->site;
  *doubtful = e->fresh_if_null != 0;
  uint32_t i = e->fresh_if_null - 1;
  if (!e->fresh_if_null || s->inner || i >= s->n_args)
    return true;
  *doubtful = !(s->arg_known && s->arg_known[i] && !s->arg_values[i]);
  return !(i < 64 && s->nonnull >> i & 1);
}

/* How many of its first flows does the call of E, by a number that it is given,
   not do?  */

static unsigned
idle_flows (const struct call_site *s, const struct lib_effects *e)
{
  uint32_t i = e->idle.arg - 1;
  return e->idle.arg && !e->idle.level && !s->inner && i < s->n_args
                 && s->arg_known && s->arg_known[i]
                 && s->arg_values[i] == e->idle.is
             ? e->idle.n_flows
             : 0;
}

/* What the call of E withdraws.  */

static void
apply_withdrawal (const struct application *a, const struct lib_effects *e)
{
  const struct call_site *s = a->site;
  const struct withdrawal *w = &e->withdraws;
  bool equal = w->when && !s->inner && w->when <= s->n_args && s->arg_known
               && s->arg_known[w->when - 1]
               && s->arg_values[w->when - 1] == w->is;
  if (w->all && (!w->when || equal != w->unless))
    *vec_push_in (a->g->arena, &a->g->withdrawals)
        = (struct withdrawing){ s->where, w->all, s->inner ? NULL : e };
}

/* What argument I (from 0) of memcmp points to: one pointer, if no more is
   compared.  */

static node_id
compared_value (const struct application *a, uint32_t i)
{
  const struct call_site *s = a->site;
  struct graph *g = a->g;
  node_id v = graph_variable (g);
  bool one = s->n_args > 2 && s->arg_known && s->arg_known[2]
             && s->arg_values[2] <= g->pointer_size;
  graph_load (g, apply_arg (s, i), one ? place_start : place_anywhere,
              one ? (int64_t)s->arg_values[2] : -1, v, KEY_ANY, NO_STEP);
  return v;
}

/* The callee may be one that compares what its first two arguments point to, byte
   by byte.  */

static void
apply_comparison (const struct application *a)
{
  static const char *const names[] = { "memcmp", "bcmp", "__memcmpeq" };
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
    if (!strcmp (a->callee->name, names[i]))
      graph_comparison (a->g, compared_value (a, 0), compared_value (a, 1),
                        false);
}

static void
apply_library (const struct application *a, const struct lib_effects *e)
{
  struct graph *g = a->g;
  const struct call_site *s = a->site;
  node_id fresh = NO_NODE;
  for (unsigned i = idle_flows (s, e); i < e->n_flows; i++)
    {
      const struct flow *f = &e->flows[i];
      if (f->src == FLOW_FROM_NEW && !fresh)
        {
          bool doubtful;
          if (!library_makes (a, e, &doubtful))
            continue;
          fresh = fresh_object (a, f->new_kind, library_size (a, e),
                                e->deallocator, doubtful, e->reallocates);
        }
      apply_flow (a, f, fresh);
    }
  apply_withdrawal (a, e);
  apply_comparison (a);
  if (e->allocates)
    note_allocates (a, GRADE_SHOWN, new_step (a, STEP_ALLOCATE));
  step_id step = new_step (a, STEP_RELEASE);
  enum release_how moves = e->reallocates ? RELEASE_MOVES : RELEASE_PLAIN;
  if (e->releases)
    {
      node_id old = apply_arg (s, e->releases - 1);
      graph_release (g, old, a->name, !s->inner, moves, step);
      if (e->reallocates && fresh && old)
        graph_block (g, fresh, place_start, old, place_start, -1, NULL,
                     NO_STEP);
    }
  if (e->releases_content)
    graph_release (g, apply_value (g, s, e->releases_content, 1, false),
                   a->name, false, moves, step);
  for (unsigned i = 0; i < e->n_callbacks; i++)
    apply_callback (a, &e->callbacks[i]);
  if (e->fills)
    fill_args (a, e->shape, e->fills_args, 0);
  if (e->inputs_args)
    fill_args (a, e->shape, e->inputs_args, e->inputs_level);
  if (e->static_result)
    apply_unknown_result (g, s);
  if (strchr (e->shape, '.') && !e->format)
    {
      unsigned named = strcspn (e->shape + 1, ".");
      flow_to_sink (a, apply_value (g, s, named + 1, 0, true), REASON_VARARGS,
                    GRADE_ASSUMED, new_step (a, STEP_UNKNOWN));
    }
}

/* Unknown code.  */

/* What a pure function's result may be: anything that can be reached from its
   arguments.  One that reads NO_MEMORY can only give back what it got.  */

static void
reachable_to_result (const struct application *a, bool no_memory)
{
  struct graph *g = a->g;
  node_id all = graph_variable (g);
  for (uint32_t i = 0; i < a->site->n_args; i++)
    if (a->site->args[i])
      graph_copy (g, apply_value (g, a->site, i + 1, 0, false), all,
                  place_anywhere, GRADE_ASSUMED, false, NO_STEP);
  if (!no_memory)
    graph_load (g, all, place_anywhere, -1, all, KEY_ANY, NO_STEP);
  give_result (g, a->site, all, place_anywhere, GRADE_ASSUMED, NO_STEP);
}

/* What a call of unknown code knows of argument I.  */

struct unknown_call
{
  const struct fn_attributes *attributes; /* Or null.  */
  const struct callee *type, *flags;
  bool handed_back; /* It may come out again, as from strchr.  */
  step_id step;
};

static bool
is_in (uint64_t set, uint32_t i)
{
  return i < 64 && (set >> i & 1);
}

static void
give_to_unknown (const struct application *a, const struct unknown_call *u,
                 uint32_t i)
{
  struct graph *g = a->g;
  const struct call_site *s = a->site;
  const struct fn_attributes *at = u->attributes;
  bool pure = u->flags->pure;
  if (at && is_in (at->noescape, i))
    {
      if (!pure && !is_in (u->type->to_const, i))
        fill_with_unknown (g, s->args[i]);
      return;
    }
  if (at && is_in (at->releases, i))
    {
      /* The object is not kept; what it holds may be.  */
      flow_to_sink (a, apply_value (g, s, i + 1, 1, false), REASON_UNKNOWN_CALL,
                    GRADE_ASSUMED, u->step);
      if (!pure)
        fill_with_unknown (g, s->args[i]);
      return;
    }
  bool not_kept = !s->inner && a->callee && is_in (a->callee->not_kept, i);
  if (pure || not_kept)
    {
      if (!pure && is_in (a->callee->written, i))
        fill_with_unknown (g, s->args[i]);
      return;
    }
  enum reason reason
      = u->type->variadic && i >= u->type->n_params       ? REASON_VARARGS
        : is_in (u->type->to_const, i) && !u->handed_back ? REASON_CONST_CALL
                                                          : REASON_UNKNOWN_CALL;
  flow_to_sink (a, apply_value (g, s, i + 1, 0, false), reason, GRADE_ASSUMED,
                u->step);
}

static void
result_of_unknown (const struct application *a, const struct unknown_call *u)
{
  struct graph *g = a->g;
  const struct call_site *s = a->site;
  const struct fn_attributes *at = u->attributes;
  if (at && at->stack_backed)
    apply_result (g, s, alloca_object (a), place_start, u->step);
  else if ((at && (at->allocates || at->gnu_malloc)) || u->flags->fresh)
    {
      node_id fresh
          = fresh_object (a,
                          at && at->allocates ? at->allocates_kind : KIND_RAW,
                          alloc_size (a), at ? at->deallocator : NULL, false,
                          false);
      /* What it holds may be anything that the function can see.  */
      if (!u->flags->fresh)
        fill_with_unknown (g, fresh);
      fresh_to_result (a, fresh);
    }
  else if (u->flags->pure)
    {
      reachable_to_result (a, u->flags->no_memory);
      apply_unknown_result (g, s);
    }
  else if (!s->inner && a->callee && a->callee->returned_arg)
    apply_result (g, s, apply_arg (s, a->callee->returned_arg - 1), place_start,
                  NO_STEP);
  else
    apply_unknown_result (g, s);
}

/* ATTRIBUTES may be null.  */

static void
apply_unknown (const struct application *a,
               const struct fn_attributes *attributes)
{
  struct graph *g = a->g;
  const struct call_site *s = a->site;
  const struct callee *type = call_type (a);
  struct unknown_call u
      = { attributes, type, a->callee ? a->callee : type,
          s->result && (!s->type || type->returns_pointer), NO_STEP };
  bool pure = u.flags->pure;
  u.step = new_step (a, STEP_UNKNOWN);
  if (!pure)
    graph_others_run (g);
  for (uint32_t i = 0; i < s->n_args; i++)
    if (s->args[i])
      give_to_unknown (a, &u, i);
  if (s->chain)
    flow_to_sink (a, s->chain, REASON_UNKNOWN_CALL, GRADE_ASSUMED, u.step);
  if (!pure
      && !(attributes && (attributes->nonallocating || attributes->allocates))
      && !(a->callee && a->callee->builtin))
    note_allocates (a, GRADE_ASSUMED, u.step);
  if (attributes)
    apply_releases (a, attributes->releases);
  result_of_unknown (a, &u);
}

/* Functions with a body in sight.  */

/* What is not exact below is not worth as much of the finest look: the call
   makes it shorter, with all that S says.  */

static void
note_inexact (const struct application *a, const struct summary *s)
{
  struct graph *g = a->g;
  if (!s->imprecise || g->precision != PRECISION_FULL)
    return;
  uint64_t budget = a->caller->budget;
  uint64_t effects = s->effects.n * (budget >> 12);
  if (g->budget > budget >> 7)
    g->budget = budget >> 7;
  g->budget -= effects < g->budget ? effects : g->budget;
}

static void
apply_summary (const struct application *a, const struct summary *summary,
               bool recursive)
{
  struct graph *g = a->g;
  struct call_site s = *a->site;
  const struct fn_attributes *at = a->callee->attributes;
  s.callee = a->callee->decl;
  if (s.small_result)
    s.result = NO_NODE;
  s.recursive = recursive;
  s.has_kind = at->allocates || a->callee->has_result_kind;
  s.kind = at->allocates ? at->allocates_kind : a->callee->result_kind;
  if (summary->allocates)
    note_allocates (a, summary->allocates_grade,
                    graph_step (g, STEP_PASS, s.where, s.callee,
                                summary->allocates));
  note_inexact (a, summary);
  object_id first_new = g->objects.n;
  summary_instantiate (g, summary, &s);
  for (object_id o = first_new; o < g->objects.n; o++)
    {
      if (is_guess (a))
        g->objects.v[o].doubtful = true;
    }
  for (object_id o = first_new; o < g->objects.n; o++)
    a->caller->code->fill_global (a->caller, o);
  apply_releases (a, at->releases);
}

static void
apply_function (const struct application *a)
{
  const struct callee *callee = a->callee;
  const struct summary *summary;
  bool recursive;
  if (callee->attributes->flows)
    apply_attributes (a, callee->attributes);
  /* Before the body: inline ones of libc's headers are there at some levels of
     optimisation only.  */
  else if (callee->library)
    apply_library (a, callee->library);
  else if (callee->alloca)
    apply_result (a->g, a->site, alloca_object (a), place_start, NO_STEP);
  else if (!a->caller->code->body_of (a->caller, callee, &summary, &recursive))
    apply_unknown (a, callee->attributes);
  /* In the first round of a recursion, nothing yet.  */
  else if (summary)
    apply_summary (a, summary, recursive);
}

static struct application
application_of (struct caller *caller, const struct call_site *site,
                const struct callee *callee)
{
  struct application a = { caller, caller->graph, site, callee,
                           callee ? callee->name : site->name };
  return a;
}

void
apply_call (struct caller *caller, const struct call_site *site,
            const struct callee *callee)
{
  if (caller->graph->record)
    {
      record_call (caller->graph->record, site, callee, NO_NODE, false);
      return;
    }
  struct application a = application_of (caller, site, callee);
  if (site->type && site->type->attributes->flows)
    apply_attributes (&a, site->type->attributes);
  else if (callee)
    apply_function (&a);
  else
    apply_unknown (&a, NULL);
}

/* Calls through pointers.  */

/* A copy of SITE that lives as long as G.  */

static const struct call_site *
kept_site (struct graph *g, const struct call_site *site)
{
  struct call_site *s = arena_copy (g->arena, site, sizeof *site);
  uint32_t n = site->n_args;
  s->args = s->stores = NULL;
  if (!s->arg_sizes)
    return s;
  s->arg_sizes = arena_copy (g->arena, s->arg_sizes, n * sizeof *s->arg_sizes);
  s->arg_known = arena_copy (g->arena, s->arg_known, n * sizeof *s->arg_known);
  s->arg_values
      = arena_copy (g->arena, s->arg_values, n * sizeof *s->arg_values);
  return s;
}

void
apply_call_through (struct caller *caller, const struct call_site *site,
                    node_id fn)
{
  struct graph *g = caller->graph;
  if (g->record)
    {
      record_call (g->record, site, NULL, fn, true);
      return;
    }
  uint32_t i = graph_call (g, NO_NODE, site->where);
  for (uint32_t k = 0; k < site->n_args; k++)
    graph_call_arg (g, i, site->args[k]);
  struct call *c = &g->calls.v[i];
  c->name = site->name;
  c->site = kept_site (g, site);
  c->block_args = site->block_args;
  c->result = site->result;
  c->result_memory = site->result_memory;
  graph_call_through (g, i, fn);
}

/* Call I of the graph as a site.  */

static struct call_site
site_of_call (const struct graph *g, uint32_t i)
{
  const struct call *c = &g->calls.v[i];
  struct call_site s = { 0 };
  if (c->site)
    s = *c->site;
  s.where = c->where;
  s.name = c->name;
  s.args = c->args.v;
  s.stores = NULL;
  s.n_args = c->args.n;
  s.block_args = c->block_args;
  s.chain = NO_NODE;
  s.result = c->result;
  s.result_memory = c->result_memory;
  s.inner = c->inner;
  s.indirect = true;
  s.many = c->many;
  return s;
}

static void
call_unknown (struct caller *caller, uint32_t i)
{
  struct graph *g = caller->graph;
  struct call_site s = site_of_call (g, i);
  struct application a = application_of (caller, &s, NULL);
  g->calls.v[i].unknown = true;
  apply_unknown (&a, s.type ? s.type->attributes : NULL);
}

/* Limit on how often a deferred call is passed up: a recursion through
   callbacks could go on for ever.  */
#define MAX_DEPTH 12

static void
defer_call (struct graph *g, uint32_t i)
{
  if (g->calls.v[i].deferred)
    return;
  graph_defer (g, i);
  object_id o = graph_object (g, OBJECT_CALL_RESULT, NULL, -1);
  g->objects.v[o].index = i;
  node_id result = graph_address (g, o, place_start, NO_STEP);
  if (g->calls.v[i].result)
    graph_load (g, result, place_start, g->pointer_size, g->calls.v[i].result,
                KEY_ANY, NO_STEP);
  if (g->calls.v[i].result_memory)
    graph_block (g, g->calls.v[i].result_memory, place_start, result,
                 place_start, -1, NULL, NO_STEP);
}

/* Is CALLEE, a target of call I, one like another that the call had?  Of the
   functions of a big table many do the same.  */

static bool
is_like_another (struct caller *caller, uint32_t i, const struct callee *callee)
{
  const struct fn_attributes *at = callee->attributes;
  const struct summary *s;
  bool recursive;
  if (callee->chain || callee->library || callee->alloca || at->flows
      || at->allocates || at->releases
      || !caller->code->body_of (caller, callee, &s, &recursive) || !s
      || recursive || !s->likeness)
    return false;
  uint32_t *slot = table_slot (caller->graph->seen_table, i, s->likeness,
                               1 + (s->allocates ? 1 + s->allocates_grade : 0));
  return (*slot)++;
}

/* Call I is of FUNCTION.  */

static void
call_function (struct caller *caller, uint32_t i, const void *function)
{
  struct graph *g = caller->graph;
  const struct callee *callee = caller->code->callee_of (caller, function);
  if (is_like_another (caller, i, callee))
    return;
  struct call_site s = site_of_call (g, i);
  if (callee->chain)
    {
      s.chain = graph_variable (g);
      graph_load (g, g->calls.v[i].fn, place_at (g->pointer_size),
                  g->pointer_size, s.chain, KEY_ANY, NO_STEP);
    }
  struct application a = application_of (caller, &s, callee);
  apply_function (&a);
}

void
apply_pending_calls (struct caller *caller)
{
  struct graph *g = caller->graph;
  while (g->pending.n)
    {
      struct pending_call p = g->pending.v[--g->pending.n];
      const struct object *target = &g->objects.v[p.target];
      const struct call *c = &g->calls.v[p.call];
      switch (target->kind)
        {
        case OBJECT_FUNCTION:
          call_function (caller, p.call, target->what);
          break;
        case OBJECT_CONTENT:
          if (c->depth < MAX_DEPTH)
            {
              defer_call (g, p.call);
              break;
            }
          /* Fall through.  */
        case OBJECT_UNKNOWN:
        case OBJECT_OUTER:
        case OBJECT_FRESH:
        case OBJECT_GLOBAL:
        case OBJECT_CONSTANT:
          if (c->held
              && (target->kind == OBJECT_FRESH || target->kind == OBJECT_GLOBAL
                  || target->kind == OBJECT_CONSTANT))
            break;
          if (!c->unknown)
            call_unknown (caller, p.call);
          break;
        default:
          /* A trampoline: the function that it leads to is a target too, or
             where unknown code is one anyway, handed to that.  */
          if (g->precision >= PRECISION_OWN_FIELDS)
            graph_copy (g, c->fn,
                        graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, NULL,
                                    NO_STEP),
                        place_start, GRADE_ASSUMED, false, NO_STEP);
          break;
        }
    }
}

bool
apply_empty_calls (struct caller *caller)
{
  struct graph *g = caller->graph;
  bool some = false;
  for (uint32_t i = 0; i < g->calls.n; i++)
    {
      const struct call *c = &g->calls.v[i];
      if (c->seen.n || c->unknown || c->held)
        continue;
      call_unknown (caller, i);
      some = true;
    }
  return some;
}

void
apply_deferred_as_unknown (struct caller *caller)
{
  struct graph *g = caller->graph;
  for (uint32_t i = 0; i < g->calls.n; i++)
    if (g->calls.v[i].deferred && !g->calls.v[i].unknown)
      call_unknown (caller, i);
}

bool
apply_and_solve (struct caller *caller, bool empty_unknown)
{
  for (;;)
    {
      if (!graph_solve (caller->graph))
        return false;
      if (caller->graph->pending.n)
        apply_pending_calls (caller);
      else if ((!empty_unknown || !apply_empty_calls (caller))
               && !relations_apply (caller->graph))
        return true;
    }
}

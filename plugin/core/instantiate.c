/* Summaries: instantiating them at calls.  See summary.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "summary.h"

struct instance
{
  struct graph *g;
  const struct summary *s;
  const struct call_site *site;
  node_id *vars;    /* What each object of the summary can be ...  */
  node_id *holders; /* ... and where stores into it go.  */
  node_id variadic;
  node_id carried; /* What it makes that only callbacks see; or NO_NODE.  */
  struct table *terms;
};

/* The size as the caller knows it.  */

static struct object_size
map_size (const struct call_site *site, struct object_size size)
{
  struct object_size unknown = { SIZE_UNKNOWN, 0, 0, 0 };
  if (size.kind != SIZE_ARG && size.kind != SIZE_ARG_ARG)
    return size;
  if (!site->arg_sizes || size.arg >= site->n_args
      || (size.kind == SIZE_ARG_ARG && size.arg2 >= site->n_args))
    return unknown;
  struct object_size a = site->arg_sizes[size.arg];
  struct object_size b = { SIZE_CONSTANT, 1, 0, 0 };
  if (size.kind == SIZE_ARG_ARG)
    b = site->arg_sizes[size.arg2];
  struct object_size r;
  if (a.kind == SIZE_CONSTANT && b.kind != SIZE_CONSTANT)
    {
      struct object_size t = a;
      a = b;
      b = t;
    }
  if (a.kind == SIZE_UNKNOWN || b.kind == SIZE_UNKNOWN)
    return unknown;
  r = a;
  if (__builtin_mul_overflow (size.bytes, a.bytes, &r.bytes)
      || __builtin_mul_overflow (r.bytes, b.bytes, &r.bytes))
    return unknown;
  if (b.kind == SIZE_ARG && a.kind == SIZE_ARG)
    {
      r.kind = SIZE_ARG_ARG;
      r.arg2 = b.arg;
    }
  else if (b.kind != SIZE_CONSTANT)
    return unknown;
  return r;
}

/* Do the arguments at SITE show that SO is not made there?  */

static bool
is_never_made (const struct call_site *site, const struct summary_object *so)
{
  for (uint32_t i = 0; site->arg_known && i < site->n_args && i < 64; i++)
    if ((so->needs >> i & 1) && site->arg_known[i] && !site->arg_values[i])
      return true;
  struct need n = so->only_if;
  if (!n.arg || !site->arg_known || n.arg > site->n_args)
    return false;
  if (site->arg_known[n.arg - 1])
    return ((site->arg_values[n.arg - 1] & n.mask) == n.value) != n.equal;
  /* Where there is none yet.  */
  return n.equal && !n.value && n.mask == ~UINT64_C (0) && n.arg <= 64
         && site->nonnull >> (n.arg - 1) & 1;
}

/* What SITE makes of SO becomes OBJ: its size, and what that depends on, as the
   caller knows it.  */

static void
make (const struct call_site *site, const struct summary_object *so,
      struct object *obj)
{
  uint64_t needs = site->needs;
  struct need only_if = site->only_if;
  struct need n = so->only_if;
  obj->doubtful |= so->doubtful;
  obj->several |= so->several || site->many;
  obj->merged |= so->merged || site->many;
  obj->called_back = site->inner != NULL;
  if (n.arg && site->arg_known && n.arg <= site->n_args && !only_if.arg)
    {
      struct object_size arg = site->arg_sizes[n.arg - 1];
      n.mask &= site->arg_values[n.arg - 1];
      if (arg.kind == SIZE_ARG && arg.bytes == 1 && !(n.value & ~n.mask))
        {
          n.arg = arg.arg + 1;
          only_if = n;
        }
    }
  for (uint32_t i = 0; site->arg_sizes && i < site->n_args && i < 64; i++)
    if (so->needs >> i & 1)
      {
        struct object_size arg = site->arg_sizes[i];
        if (arg.kind == SIZE_CONSTANT && !arg.bytes)
          obj->doubtful = true;
        else if (arg.kind == SIZE_ARG && arg.bytes == 1 && arg.arg < 64)
          needs |= (uint64_t)1 << arg.arg;
      }
  graph_made (obj, map_size (site, so->size), needs, only_if);
}

/* Is SO, met again in a recursion, an object of the very function that is
   under analysis?  */

static bool
is_own (const struct instance *in, const struct summary_object *so)
{
  if (!in->site->recursive || !so->what)
    return false;
  while (so->origin)
    so = so->origin;
  return so->function == in->g->function;
}

/* The number of SITE's making, from 1.  */

static uint32_t
making_of (struct graph *g, const struct call_site *site)
{
  if (!g->makings.n || g->makings.v[g->makings.n - 1].where != site->where)
    *vec_push_in (g->arena, &g->makings)
        = (struct making){ site->where,
                           arena_copy (g->arena, site->args,
                                       site->n_args * sizeof *site->args),
                           site->n_args, site->result_memory };
  return g->makings.n;
}

static node_id
clone (struct instance *in, const struct summary_object *so)
{
  struct graph *g = in->g;
  const struct call_site *site = in->site;
  object_id o;
  if (so->what
      && (site->recursive
          || (so->carried && g->precision >= PRECISION_OWN_FIELDS)))
    {
      o = graph_decl_object (g, so->kind, so->what, so->extent);
      g->objects.v[o].shared = true;
    }
  else
    o = graph_object (g, so->kind, so->what, so->extent);
  struct object *obj = &g->objects.v[o];
  if (is_own (in, so))
    {
      if (!is_never_made (site, so))
        make (site, so, obj);
      return graph_address (g, o, place_start, NO_STEP);
    }
  obj->heap_kind
      = site->has_kind && so->kind == OBJECT_FRESH ? site->kind : so->heap_kind;
  obj->deallocator = so->deallocator;
  obj->origin = so;
  obj->call = site->where;
  obj->carried = so->carried;
  if (so->kind == OBJECT_FRESH && obj->heap_kind != KIND_RAW)
    obj->making = making_of (g, site);
  make (site, so, obj);
  if (so->kind == OBJECT_ALLOCA)
    obj->caller_frame = false;
  step_id step
      = graph_step (g, STEP_ALLOCATE, site->where, site->callee, so->birth);
  node_id made = graph_address (g, o, place_start, step);
  if (!is_never_made (site, so))
    return made;
  obj->never = obj->doubtful = true;
  return graph_variable (g);
}

static node_id
variadic_args (struct instance *in)
{
  if (!in->variadic)
    {
      in->variadic = graph_variable (in->g);
      for (uint32_t i = in->s->n_params; i < in->site->n_args; i++)
        {
          node_id arg = in->site->args[i];
          if (i < 64 && (in->site->block_args >> i & 1))
            graph_load (in->g, arg, place_anywhere, -1, in->variadic, 0,
                        NO_STEP);
          else
            graph_copy (in->g, arg, in->variadic, place_anywhere, GRADE_SHOWN,
                        false, NO_STEP);
        }
    }
  return in->variadic;
}

/* The caller's variable for object number I that is not a placeholder.  */

static node_id
object_variable (struct instance *in, uint32_t i)
{
  const struct summary_object *so = &in->s->objects.v[i];
  struct graph *g = in->g;
  switch (so->kind)
    {
    case OBJECT_UNKNOWN:
      return graph_address (g, GRAPH_UNKNOWN, place_anywhere, NO_STEP);
    case OBJECT_OUTER:
      return graph_address (g, GRAPH_OUTER, place_anywhere, NO_STEP);
    case OBJECT_GLOBAL:
    case OBJECT_CONSTANT:
    case OBJECT_FUNCTION:
      return graph_address (g,
                            graph_decl_object (g, so->kind, so->what,
                                               so->extent),
                            place_start, NO_STEP);
    case OBJECT_FRESH:
    case OBJECT_FRAME:
    case OBJECT_ALLOCA:
      return clone (in, so);
    case OBJECT_CONTENT:
      return graph_variable (g);
    case OBJECT_CALL_RESULT:
      return graph_address (g, graph_object (g, OBJECT_FRAME, NULL, -1),
                            place_start, NO_STEP);
    default:
      return NO_NODE;
    }
}

static void
link_placeholder (struct instance *in, const struct summary_link *l)
{
  const struct summary_object *parent = &in->s->objects.v[l->parent];
  const struct call_site *site = in->site;
  struct graph *g = in->g;
  node_id child = in->vars[l->child];
  if (in->s->objects.v[l->child].behind)
    {
      graph_look (g, in->vars[l->parent], l->place, child);
      return;
    }
  if (parent->kind != OBJECT_PARAM)
    {
      graph_load (g, in->vars[l->parent], l->place, g->pointer_size, child,
                  in->s->objects.v[l->child].type_key, NO_STEP);
      return;
    }
  uint32_t i = parent->index;
  if (i == CHAIN_PARAM)
    graph_copy (g, site->chain, child, place_start, GRADE_SHOWN, false,
                NO_STEP);
  else if ((int)i >= in->s->n_params)
    graph_copy (g, variadic_args (in), child, place_start, GRADE_SHOWN, false,
                NO_STEP);
  else if (i >= site->n_args)
    return;
  else if (i < 64 && (site->block_args >> i & 1))
    graph_load (g, site->args[i], l->place, g->pointer_size, child,
                in->s->objects.v[l->child].type_key, NO_STEP);
  else
    graph_copy (g, site->args[i], child,
                l->place.off || l->place.stride ? place_anywhere : place_start,
                GRADE_SHOWN, false, NO_STEP);
}

/* Where stores into L's child go, if that is not where it is read.  */

static node_id
stores_behind (const struct instance *in, const struct summary_link *l)
{
  const struct summary_object *parent = &in->s->objects.v[l->parent];
  return in->site->stores && parent->kind == OBJECT_PARAM
                 && (uint32_t)parent->index < in->site->n_args
             ? in->site->stores[parent->index]
             : NO_NODE;
}

/* In a recursion all is looked at again whenever a grade rises.  */

static enum grade
term_grade (const struct instance *in, const struct term *t)
{
  return in->s->guessed && in->site->recursive ? GRADE_ASSUMED : t->grade;
}

static node_id
term_variable (struct instance *in, const struct term *t)
{
  node_id var = in->vars[t->object];
  enum grade grade = term_grade (in, t);
  if (var == NO_NODE
      || (!t->place.off && !t->place.stride && grade == GRADE_SHOWN))
    return var;
  uint32_t *slot
      = table_slot (in->terms, (uint64_t)t->object << 32 | t->place.stride,
                    t->place.off * 2 + t->grade, place_bound (t->place));
  if (!*slot)
    {
      node_id n = graph_variable (in->g);
      *slot = n;
      graph_copy (in->g, var, n, t->place, grade, false, NO_STEP);
      /* The callee may have computed the next number to compare.  */
      if (t->place.stride)
        graph_arithmetic (in->g, n,
                          in->s->objects.v[t->object].type_key == KEY_NUMBER
                              ? ARITHMETIC_ANY
                              : ARITHMETIC_STEP);
      return n;
    }
  return *slot;
}

static enum step_kind
step_for (const struct instance *in, const struct effect *e)
{
  return in->s->objects.v[e->holder].kind == OBJECT_RESULT ? STEP_RECEIVE
                                                           : STEP_PASS;
}

/* Nobody takes what the call returns, T.  */

static void
drop (struct instance *in, const struct term *t)
{
  struct graph *g = in->g;
  const struct node *n = &g->nodes.v[in->vars[t->object]];
  for (uint32_t k = 0; k < n->facts.n; k++)
    g->objects.v[g->nodes.v[n->facts.v[k].target].obj].dropped = true;
}

/* Can T be what a callback has got?  */

static bool
is_handed_back (const struct summary *s, const struct term *t)
{
  enum object_kind kind = s->objects.v[t->object].kind;
  return kind == OBJECT_CALL_RESULT || kind == OBJECT_CONTENT;
}

/* Gather what only callbacks see of what is made.  */

static void
find_carried (struct instance *in)
{
  for (uint32_t i = 0; i < in->s->objects.n; i++)
    if (in->s->objects.v[i].carried && in->vars[i])
      {
        if (!in->carried)
          in->carried = graph_variable (in->g);
        graph_copy (in->g, in->vars[i], in->carried, place_start, GRADE_SHOWN,
                    false, NO_STEP);
      }
}

static void
instantiate_effect (struct instance *in, const struct effect *e)
{
  struct graph *g = in->g;
  const struct call_site *site = in->site;
  node_id value = term_variable (in, &e->target);
  if (value == NO_NODE)
    return;
  enum step_kind kind = e->kind == EFFECT_STORE ? step_for (in, e) : STEP_PASS;
  step_id step = graph_step (g, kind, site->where, site->callee, e->trace);
  switch (e->kind)
    {
    case EFFECT_STORE:
      if (in->s->objects.v[e->holder].kind != OBJECT_RESULT)
        graph_store (g, in->holders[e->holder], e->place, value, step);
      else
        {
          if (in->carried && is_handed_back (in->s, &e->target))
            graph_returned (g, value, in->carried);
          if (site->result)
            graph_copy (g, value, site->result,
                        e->place.off || e->place.stride ? place_anywhere
                                                        : place_start,
                        GRADE_SHOWN, false, step);
          if (site->result_memory)
            graph_store (g, site->result_memory, e->place, value, step);
          if (!site->result && !site->result_memory)
            drop (in, &e->target);
        }
      break;
    case EFFECT_SINK:
      graph_copy (g, value,
                  graph_sink (g, e->reason, e->target.grade, e->name, step),
                  place_start, e->target.grade, false, step);
      break;
    case EFFECT_RELEASE:
      graph_release (g, value, e->name, false, e->how, step);
      break;
    }
}

/* Argument K of call CALL can be what D says.  */

static void
fill_args (struct instance *in, const struct deferred *d, uint32_t call)
{
  for (uint32_t k = 0; k < d->n_args; k++)
    for (uint32_t t = 0; t < d->n_terms[k]; t++)
      graph_copy (in->g, term_variable (in, &d->args[k][t]),
                  in->g->calls.v[call].args.v[k], place_start, GRADE_SHOWN,
                  false, NO_STEP);
}

/* A callback that leads to itself makes call CALL once more: one call stands
   for all times, or it would never end.  */

static void
merge_call (struct instance *in, const struct deferred *d, node_id fn,
            uint32_t call)
{
  struct graph *g = in->g;
  g->calls.v[call].many = true;
  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].call == in->site->where)
      g->objects.v[o].several = g->objects.v[o].merged = true;
  fill_args (in, d, call);
  graph_copy (g, fn, g->calls.v[call].fn, place_start, GRADE_SHOWN, false,
              NO_STEP);
  if (d->result != UINT32_MAX)
    graph_copy (g, in->vars[d->result], g->calls.v[call].result_memory,
                place_start, GRADE_SHOWN, false, NO_STEP);
}

/* Is T what an argument points to that is null at the site?  It is not called
   then.  */

static bool
is_behind_null (const struct instance *in, const struct term *t)
{
  const struct call_site *site = in->site;
  bool is = false;
  for (uint32_t i = 0; site->arg_known && i < in->s->links.n; i++)
    {
      const struct summary_link *l = &in->s->links.v[i];
      if (l->child != t->object)
        continue;
      const struct summary_object *o = &in->s->objects.v[l->parent];
      if (o->kind != OBJECT_PARAM || (uint32_t)o->index >= site->n_args
          || !site->arg_known[o->index] || site->arg_values[o->index])
        return false;
      is = true;
    }
  return is;
}

static void
instantiate_deferred (struct instance *in, const struct deferred *d)
{
  struct graph *g = in->g;
  const struct call_site *site = in->site;
  node_id fn = term_variable (in, &d->fn);
  if (fn == NO_NODE || is_behind_null (in, &d->fn))
    return;
  uint32_t *slot = site->inner
                       ? table_slot (g->nested_table, (uintptr_t)site->where,
                                     (uintptr_t)d, 0)
                       : NULL;
  if (slot && *slot)
    {
      merge_call (in, d, fn, *slot - 1);
      return;
    }
  uint32_t i = graph_call (g, NO_NODE, site->where);
  if (slot)
    *slot = i + 1;
  struct step inner = { STEP_PASS, site->where, site->callee, d->trace };
  g->calls.v[i].name = site->name;
  g->calls.v[i].block_args = d->block_args;
  g->calls.v[i].depth = d->depth;
  g->calls.v[i].many = d->many || site->many;
  g->calls.v[i].inner = trace_single (g, inner);
  if (d->result != UINT32_MAX)
    g->calls.v[i].result_memory = in->vars[d->result];
  for (uint32_t k = 0; k < d->n_args; k++)
    graph_call_arg (g, i, graph_variable (g));
  fill_args (in, d, i);
  graph_call_through (g, i, fn);
}

/* A variable with what the terms of V, N of them, can be.  What the callee has
   computed to compare it has not found: it can be only what that comes from.  */

static node_id
terms_variable (struct instance *in, const struct term *v, uint32_t n)
{
  node_id var = graph_variable (in->g);
  for (uint32_t i = 0; i < n; i++)
    graph_copy_look (in->g, in->vars[v[i].object], var, v[i].place,
                     term_grade (in, &v[i]));
  return var;
}

/* RESULT is what comes of R: it goes where the callee puts it.  */

static void
hand_on (struct instance *in, const struct summary_relation *r, node_id result)
{
  struct graph *g = in->g;
  const struct call_site *site = in->site;
  step_id step = graph_step (g, STEP_PASS, site->where, site->callee, NULL);
  for (uint32_t i = 0; i < r->to.n; i++)
    {
      const struct destination *to = &r->to.v[i];
      if (in->s->objects.v[to->holder].kind != OBJECT_RESULT)
        graph_store (g, in->holders[to->holder], to->place, result, step);
      else if (site->result_memory)
        graph_store (g, site->result_memory, to->place, result, step);
      else
        graph_copy (g, result, site->result, place_anywhere, GRADE_ASSUMED,
                    false, step);
    }
  if (r->outside)
    graph_copy (g, result,
                graph_sink (g, REASON_HEAP, GRADE_ASSUMED, NULL, step),
                place_start, GRADE_ASSUMED, false, step);
}

static void
instantiate_relation (struct instance *in, const struct summary_relation *r)
{
  struct graph *g = in->g;
  node_id a = terms_variable (in, r->a.v, r->a.n);
  node_id b = r->kind == RELATION_FOUND ? NO_NODE
                                        : terms_variable (in, r->b.v, r->b.n);
  if (r->kind == RELATION_COMPARISON)
    {
      graph_comparison (g, a, b, in->site->recursive);
      return;
    }
  if (r->kind == RELATION_RETURNED)
    {
      graph_returned (g, a, b);
      return;
    }
  node_id result = graph_variable (g);
  if (r->kind == RELATION_DIFFERENCE)
    graph_difference (g, a, b, result);
  else
    graph_found (g, a, result, r->counted);
  hand_on (in, r, result);
}

void
summary_instantiate (struct graph *g, const struct summary *s,
                     const struct call_site *site)
{
  if (graph_is_over_budget (g))
    {
      g->exhausted = true;
      return;
    }
  struct arena *scratch = arena_new ();
  struct instance in
      = { .g = g, .s = s, .site = site, .terms = table_new (scratch) };
  in.vars = arena_alloc (scratch, s->objects.n * sizeof *in.vars);
  in.holders = arena_alloc (scratch, s->objects.n * sizeof *in.holders);
  if (s->others_run)
    graph_others_run (g);
  if (s->withdraws)
    *vec_push_in (g->arena, &g->withdrawals)
        = (struct withdrawing){ site->where, s->withdraws, NULL };
  for (uint32_t i = 0; i < s->objects.n; i++)
    in.vars[i] = in.holders[i] = object_variable (&in, i);
  for (uint32_t i = 0; i < s->links.n; i++)
    {
      const struct summary_link *l = &s->links.v[i];
      link_placeholder (&in, l);
      node_id stores = stores_behind (&in, l);
      if (stores)
        in.holders[l->child] = stores;
    }
  /* The objects of a recursion are told apart when it is closed.  */
  if (!site->recursive)
    find_carried (&in);
  for (uint32_t i = 0; i < s->effects.n; i++)
    instantiate_effect (&in, &s->effects.v[i]);
  for (uint32_t i = 0; i < s->deferred.n; i++)
    instantiate_deferred (&in, &s->deferred.v[i]);
  for (uint32_t i = 0; i < s->relations.n; i++)
    instantiate_relation (&in, &s->relations.v[i]);
  arena_free (scratch);
}

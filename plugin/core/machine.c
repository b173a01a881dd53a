/* What the steps of a skeleton do to a state: see machine.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "machine.h"
#include "trace.h"

#include <string.h>

/* A callee with more steps, or deeper, is not run in place of its call; see
   MAX_DEPTH_OF_MAKER too.  */
#define MAX_INLINE_STEPS 200
#define MAX_DEPTH 3
#define MAX_CONTEXTS 400

static const struct skeleton *
skeleton_of (const struct machine *m, uint32_t ctx)
{
  return m->contexts.v[ctx].skeleton;
}

/* A number for what is made at N of context CTX.  */

static uint64_t
birth (uint32_t ctx, unsigned kind, uint32_t n)
{
  return ((uint64_t)(ctx + 1) << 36 | (uint64_t)kind << 32) + n + 1;
}

enum
{
  BIRTH_NAME,
  BIRTH_STEP,
  BIRTH_SITE
};

/* --- Regions. ---  */

/* Is O the graph's object for variable MEMORY of the function?  */

static bool
is_object_of (const struct machine *m, object_id o,
              const struct skel_memory *memory)
{
  const struct object *obj = &m->graph->objects.v[o];
  if (memory->object == o)
    return true;
  return memory->what && obj->what == memory->what
         && (obj->kind == OBJECT_GLOBAL || obj->kind == OBJECT_CONSTANT
             || (obj->kind == OBJECT_FRAME && !obj->origin));
}

static region_id
new_region (struct machine *m, struct region r)
{
  *vec_push_in (m->arena, &m->regions) = r;
  return m->regions.n - 1;
}

static region_id
region_of (struct machine *m, uint32_t ctx, memory_id id)
{
  const struct skel_memory *memory = &skeleton_of (m, ctx)->memories.v[id];
  bool global = memory->kind != MEMORY_FRAME && memory->what;
  uint32_t *slot
      = global ? table_slot (m->region_table, (uintptr_t)memory->what, 1, 0)
               : table_slot (m->region_table, ctx, id, 2);
  if (*slot)
    return *slot;
  bool own = ctx == 0 || global;
  if (own && is_object_of (m, m->object, memory))
    return *slot = REGION_OBJECT;
  struct region r = { false,
                      ctx,
                      id,
                      memory->kind,
                      memory->addressed,
                      memory->shared,
                      memory->is_const || memory->kind == MEMORY_CONSTANT,
                      memory->is_volatile,
                      memory->what,
                      ctx == 0 ? memory->object : NO_OBJECT };
  if (ctx == 0 && memory->kind == MEMORY_FRAME && r.object == NO_OBJECT)
    r.object = *table_slot (m->variable_table, (uintptr_t)memory->what, 0, 0);
  return *slot = new_region (m, r);
}

/* Was R not there when the function was entered?  */

static bool
is_own (const struct machine *m, region_id id)
{
  const struct region *r = &m->regions.v[id];
  if (id == REGION_OBJECT)
    return m->kind != OBJECT_GLOBAL && m->kind != OBJECT_CONTENT;
  return r->made || r->kind == MEMORY_FRAME;
}

/* May unseen code write to what is in R?  */

static bool
is_seen (const struct machine *m, region_id id)
{
  const struct region *r = &m->regions.v[id];
  object_id o = id == REGION_OBJECT ? m->object : r->object;
  if (id != REGION_OBJECT && r->is_const)
    return false;
  if (id != REGION_OBJECT && r->kind == MEMORY_GLOBAL)
    return r->shared;
  if (o != NO_OBJECT)
    return graph_is_written_by_others (m->graph, &m->graph->objects.v[o]);
  return r->addressed;
}

/* --- What calls can do, as the graph has it. ---  */

/* Of the call at WHERE; INNER, if not null, of what that statement makes in the
   innermost callee.  Null if nothing is noted.  */

static struct call_effect *
find_effect (struct machine *m, const void *where, const void *inner, bool make)
{
  uint32_t *slot
      = table_slot (m->effect_table, (uintptr_t)where, (uintptr_t)inner, 0);
  if (!*slot)
    {
      if (!make)
        return NULL;
      memset (vec_push_in (m->arena, &m->effects), 0, sizeof *m->effects.v);
      *slot = m->effects.n;
    }
  return &m->effects.v[*slot - 1];
}

static struct call_effect *
effect_of (struct machine *m, const void *where, bool make)
{
  static struct call_effect none;
  struct call_effect *e = find_effect (m, where, NULL, make);
  return e ? e : &none;
}

/* How a callee makes what STEP does: the statement there.  */

static const struct step *
step_inside (const struct step *step)
{
  return step->inner && step->inner->n ? &step->inner->steps[0] : NULL;
}

/* The statement that allocates, in the innermost callee, by the trace of O's
   birth.  */

static const void *
innermost_allocation (const struct graph *g, const struct object *o)
{
  if (!o->births.n)
    return NULL;
  const struct step *s = &g->steps.v[g->nodes.v[o->births.v[0]].birth];
  for (const struct step *next = s; next; next = step_inside (next))
    s = next;
  return s->where;
}

static void
find_effects (struct machine *m)
{
  const struct graph *g = m->graph;
  for (uint32_t i = 0; i < g->releases.n; i++)
    if (graph_holds (g, g->releases.v[i].ptr, m->object))
      effect_of (m, g->steps.v[g->releases.v[i].step].where, true)->releases
          = true;
  for (uint32_t i = 1; i < g->edges.n; i++)
    {
      const struct flow_edge *e = &g->edges.v[i];
      const struct node *dst = &g->nodes.v[e->dst];
      const void *where = g->steps.v[e->step].where;
      if (dst->obj == NO_OBJECT || !where
          || !graph_holds (g, e->src, m->object))
        continue;
      struct call_effect *c = effect_of (m, where, true);
      const struct object *o = &g->objects.v[dst->obj];
      if (o->kind != OBJECT_SINK)
        c->puts = true;
      else if (o->reason == REASON_CONST_CALL)
        ;
      else if (o->grade == GRADE_SHOWN)
        c->keeps = true;
      else
        c->gives = true;
    }
  for (object_id o = 1; o < g->objects.n; o++)
    {
      const struct object *obj = &g->objects.v[o];
      const void *inner = obj->kind == OBJECT_FRESH && obj->call
                              ? innermost_allocation (g, obj)
                              : NULL;
      if (inner)
        find_effect (m, obj->call, inner, true)->exposed
            |= graph_is_written_by_others (g, obj);
    }
}

/* The function's own call in which WHERE is, a statement of context CTX.  */

static const void *
outermost (const struct machine *m, uint32_t ctx, const void *where)
{
  if (ctx == 0)
    return where;
  while (m->contexts.v[ctx].parent != 0)
    ctx = m->contexts.v[ctx].parent;
  const struct context *x = &m->contexts.v[ctx];
  const struct skel_step *call
      = &m->skeleton->steps.v[m->skeleton->blocks.v[x->block].steps + x->index];
  return m->skeleton->sites.v[call->site].where;
}

/* What step STEP of context CTX makes.  */

static region_id
region_made (struct machine *m, uint32_t ctx, uint32_t step)
{
  uint32_t *slot = table_slot (m->region_table, ctx, step, 3);
  if (*slot)
    return *slot;
  const struct skeleton *s = skeleton_of (m, ctx);
  const void *where = s->sites.v[s->steps.v[step].site].where;
  const struct call_effect *e
      = find_effect (m, outermost (m, ctx, where), where, false);
  struct region r = { true,  ctx,   step,  MEMORY_FRAME, !e || e->exposed,
                      false, false, false, NULL,         NO_OBJECT };
  return *slot = new_region (m, r);
}

/* --- Making a machine. ---  */

static bool
has_site (const struct skeleton *s, const void *where)
{
  for (site_id i = 1; i < s->sites.n; i++)
    if (s->sites.v[i].where == where)
      return true;
  return false;
}

/* The blocks from which control can come to where the object is made: its
   call; of a variable, where its address is taken or it is named.  */

static bool
step_makes (const struct machine *m, const struct skel_step *step)
{
  const struct skeleton *s = m->skeleton;
  if (step->kind == SKEL_CALL && m->making.n)
    return s->sites.v[step->site].where == m->making.v[0];
  struct operand at[] = { step->a, step->b, step->to.base, step->from.base };
  for (unsigned i = 0; i < 4; i++)
    if (at[i].kind == OPERAND_ADDRESS
        && is_object_of (m, m->object, &s->memories.v[at[i].memory]))
      return true;
  if (step->kind != SKEL_CALL)
    return false;
  const struct skel_site *site = &s->sites.v[step->site];
  for (uint32_t i = 0; i < site->n_args; i++)
    {
      const struct skel_arg *a = &s->args.v[site->args + i];
      struct operand o = a->by_block ? a->block.base : a->value;
      if (o.kind == OPERAND_ADDRESS
          && is_object_of (m, m->object, &s->memories.v[o.memory]))
        return true;
    }
  return site->to.base.kind == OPERAND_ADDRESS
         && is_object_of (m, m->object, &s->memories.v[site->to.base.memory]);
}

/* By which calls the object is made.  */

static void
find_making (struct machine *m)
{
  const struct graph *g = m->graph;
  const struct object *o = &g->objects.v[m->object];
  *vec_push_in (m->arena, &m->making) = o->call;
  const struct step *s
      = o->births.n ? &g->steps.v[g->nodes.v[o->births.v[0]].birth] : NULL;
  while (s && (s = step_inside (s)))
    *vec_push_in (m->arena, &m->making) = s->where;
  m->known = has_site (m->skeleton, o->call);
}

static void
find_makes_ahead (struct machine *m)
{
  const struct skeleton *s = m->skeleton;
  m->makes_ahead = arena_alloc (m->arena, s->blocks.n);
  for (block_id b = 1; b < s->blocks.n; b++)
    for (uint32_t i = 0; i < s->blocks.v[b].n_steps; i++)
      if (step_makes (m, &s->steps.v[s->blocks.v[b].steps + i]))
        m->makes_ahead[b] = true;
  for (edge_id e = 1; e < s->edges.n; e++)
    for (uint32_t i = 0; i < s->edges.v[e].n_copies; i++)
      {
        struct operand o = s->copies.v[s->edges.v[e].copies + i].value;
        if (o.kind == OPERAND_ADDRESS
            && is_object_of (m, m->object, &s->memories.v[o.memory]))
          m->makes_ahead[s->edges.v[e].src] = true;
      }
  for (bool again = true; again;)
    {
      again = false;
      for (edge_id e = s->edges.n; --e > 0;)
        if (m->makes_ahead[s->edges.v[e].dst]
            && !m->makes_ahead[s->edges.v[e].src])
          again = m->makes_ahead[s->edges.v[e].src] = true;
    }
}

/* Object O of the graph: what stands for a variable, unseen code's first.  */

static void
note_variable (struct machine *m, object_id o)
{
  const struct object *obj = &m->graph->objects.v[o];
  bool written = graph_is_written_by_others (m->graph, obj);
  if (obj->kind == OBJECT_FRAME && !obj->origin && obj->what)
    {
      uint32_t *slot
          = table_slot (m->variable_table, (uintptr_t)obj->what, 0, 0);
      if (!*slot || written)
        *slot = o;
    }
  m->exposes |= written
                && (obj->kind == OBJECT_FRAME || obj->kind == OBJECT_FRESH
                    || obj->kind == OBJECT_ALLOCA);
}

struct machine *
machine_new (const struct skeleton *s, const struct graph *g,
             const struct flow_client *client, object_id obj)
{
  struct arena *arena = arena_new ();
  struct machine *m = arena_alloc (arena, sizeof *m);
  m->arena = arena;
  m->scratch = arena_new ();
  m->skeleton = s;
  m->graph = g;
  m->client = client;
  m->object = obj;
  m->kind = g->objects.v[obj].kind;
  m->context_table = table_new (arena);
  m->region_table = table_new (arena);
  m->variable_table = table_new (arena);
  m->effect_table = table_new (arena);
  m->callee_table = table_new (arena);
  struct context outer = { s, 0, NO_BLOCK, 0, 0 };
  *vec_push_in (arena, &m->contexts) = outer;
  memset (vec_push_in (arena, &m->regions), 0, sizeof *m->regions.v);
  memset (vec_push_in (arena, &m->regions), 0, sizeof *m->regions.v);
  m->regions.v[REGION_OBJECT].object = obj;
  m->regions.v[REGION_OBJECT].addressed = true;
  m->regions.v[REGION_OBJECT].kind
      = m->kind == OBJECT_GLOBAL ? MEMORY_GLOBAL : MEMORY_FRAME;
  if (m->kind == OBJECT_FRESH || m->kind == OBJECT_ALLOCA)
    find_making (m);
  for (object_id o = 1; o < g->objects.n; o++)
    note_variable (m, o);
  find_effects (m);
  find_makes_ahead (m);
  return m;
}

void
machine_free (struct machine *m)
{
  arena_free (m->scratch);
  arena_free (m->arena);
}

void
machine_note (struct machine *m, struct config *c, enum flow_event_kind kind,
              edge_id edge, uint32_t step)
{
  if (!m->alone)
    return;
  const struct skeleton *s = skeleton_of (m, c->ctx);
  struct trail *t = arena_alloc (m->arena, sizeof *t);
  t->before = c->trail;
  t->event.kind = kind;
  t->event.skeleton = s;
  t->event.edge = edge;
  t->event.step = step;
  t->open = edge && c->open;
  t->event.where = edge ? s->edges.v[edge].where : s->steps.v[step].where;
  t->length = c->trail ? c->trail->length + 1 : 1;
  t->depth = m->contexts.v[c->ctx].depth;
  c->trail = t;
}

/* --- Values of operands. ---  */

static struct location
name_location (uint32_t ctx, name_id name)
{
  struct location at
      = { LOCATION_NAME, false, (uint16_t)ctx, name, NO_VALUE, 0, 0, 0 };
  return at;
}

static bool
graph_allows (const struct machine *m, uint32_t ctx, name_id name)
{
  if (ctx != 0 || !name)
    return true;
  node_id n = m->skeleton->names.v[name].node;
  return n != NO_NODE && graph_holds (m->graph, n, m->object);
}

static void
define (struct machine *m, struct config *c, name_id name, value_id v)
{
  const struct skel_name *n = &skeleton_of (m, c->ctx)->names.v[name];
  v = state_convert (c->state, v, n->bits, n->is_signed);
  struct value *x = state_v (c->state, v);
  if (x->holds == HOLDS_MAY && !graph_allows (m, c->ctx, name))
    x->holds = HOLDS_NO;
  state_bind (c->state, name_location (c->ctx, name), v);
}

/* A variable of a block that was left, an array of variable length too, lives
   again: what points to it from before is stale.  */

static void
revive (struct config *c)
{
  struct state *s = c->state;
  for (value_id v = 1; v < s->values.n; v++)
    if (s->values.v[v].holds)
      s->values.v[v].stale = true;
  s->life = LIFE_LIVE;
  s->around = false;
}

/* The variable is named: it is there.  Behind the end of its life only if control
   has gone back since.  */

static void
enter_object (struct machine *m, struct config *c)
{
  if (m->kind != OBJECT_FRAME && m->kind != OBJECT_GLOBAL)
    return;
  if (c->state->life == LIFE_UNMADE)
    c->state->life = LIFE_LIVE;
  else if (c->state->life == LIFE_ENDED && c->state->around)
    revive (c);
}

static value_id
value_of (struct machine *m, struct config *c, struct operand o)
{
  switch (o.kind)
    {
    case OPERAND_NUMBER:
      return state_number (c->state, o.number);
    case OPERAND_ADDRESS:
      {
        region_id r = region_of (m, c->ctx, o.memory);
        if (r == REGION_OBJECT)
          enter_object (m, c);
        return state_address (c->state, r, o.number, is_own (m, r));
      }
    case OPERAND_NAME:
      {
        struct location at = name_location (c->ctx, o.name);
        struct binding *b = state_find (c->state, &at);
        if (b)
          return b->value;
        const struct skel_name *n = &skeleton_of (m, c->ctx)->names.v[o.name];
        value_id v = state_value (c->state, birth (c->ctx, BIRTH_NAME, o.name),
                                  n->bits, n->is_signed);
        state_bind (c->state, at, v);
        return v;
      }
    default:
      return state_value (c->state, birth (c->ctx, BIRTH_STEP, c->index), 0,
                          true);
    }
}

/* --- Places in memory. ---  */

/* AT is where REF is.  */

struct target
{
  struct location at;
  bool exact;
  bool is_volatile;
  value_id base;
};

/* Is INDEX, of R, known to be number K?  */

static bool
is_element (const struct state *s, const struct reference *r, value_id index,
            int64_t *k)
{
  return r->unit > 0 && r->width > 0 && state_is_number (s, index, k) && *k >= 0
         && *k <= (r->size - r->width) / r->unit;
}

static struct target
resolve (struct machine *m, struct config *c, const struct reference *r)
{
  struct state *s = c->state;
  value_id base = value_of (m, c, r->base);
  value_id v = base;
  /* What is accessed is there.  */
  bool tested = state_v (s, base)->tested;
  if (!state_assume (s, base, OP_NE, state_number (s, 0)))
    s->stuck = true;
  state_v (s, base)->tested = tested;
  int64_t off = r->off, k;
  while (!s->values.v[v].region && s->values.v[v].op == OP_ADD
         && s->values.v[v].bits == s->word
         && state_is_displacement (s, s->values.v[v].b, &k))
    {
      off += k * 8;
      v = s->values.v[v].a;
    }
  /* The address that a variable number is added to.  */
  value_id index = NO_VALUE;
  if (!s->values.v[v].region && !s->values.v[v].holds
      && s->values.v[v].op == OP_ADD && s->values.v[v].bits == s->word
      && r->exact && !r->index)
    {
      index = s->values.v[v].b;
      v = s->values.v[v].a;
    }
  struct target t = { { LOCATION_DEREF, false, 0, v, index, 0, off, r->size },
                      r->exact,
                      r->is_volatile,
                      base };
  t.at.anywhere = index != NO_VALUE;
  if (r->index && r->size > 0)
    {
      t.exact = true;
      t.at.index = value_of (m, c, operand_name (r->index));
      if (is_element (s, r, t.at.index, &k))
        {
          t.at.index = NO_VALUE;
          t.at.off += k * r->unit;
          t.at.size = r->width;
        }
    }
  const struct value *p = state_v (s, v);
  if (p->region && (p->region != REGION_OBJECT || m->kind != OBJECT_CONTENT))
    {
      t.at.kind = LOCATION_CELL;
      t.at.id = p->region;
      if (p->off_known)
        t.at.off += p->off;
      else if (p->op == OP_ADD && r->size > 0)
        {
          /* Some element: the one that the number says.  */
          t.at.index = p->b;
          t.at.anywhere = true;
        }
      else
        t.exact = false;
      t.is_volatile |= m->regions.v[p->region].is_volatile;
    }
  if (!t.exact)
    {
      t.at.loose = true;
      t.at.size = t.at.kind == LOCATION_CELL && !p->off_known ? -1 : r->size;
      if (t.at.size < 0 && !(t.at.kind == LOCATION_CELL && p->off_known))
        t.at.off = INT64_MIN / 4;
      t.at.index = NO_VALUE;
      t.at.anywhere = false;
    }
  return t;
}

static bool
ranges_overlap (const struct location *a, const struct location *b)
{
  if (a->anywhere || b->anywhere)
    return true;
  return (a->size < 0 || a->off + a->size > b->off)
         && (b->size < 0 || b->off + b->size > a->off);
}

static bool
same_base (const struct location *a, const struct location *b)
{
  return a->kind == b->kind && a->id == b->id && a->kind != LOCATION_NAME;
}

/* May a pointer with value V point into region R?  */

static bool
may_point_to (const struct machine *m, const struct state *s, value_id v,
              region_id id)
{
  const struct value *p = state_v (s, v);
  const struct region *r = &m->regions.v[id];
  if (p->region)
    return p->region == id;
  if (id == REGION_OBJECT)
    return p->holds != HOLDS_NO;
  if (p->holds == HOLDS_MUST || r->is_const)
    return false;
  if (p->old)
    return !r->made && r->kind == MEMORY_GLOBAL;
  return r->made || r->kind == MEMORY_GLOBAL || r->addressed;
}

/* Can A and B, not of one base, share memory?  Through pointers that are not
   known, accesses of different sizes are taken to be of different things.  */

static bool
may_alias (const struct machine *m, const struct state *s,
           const struct location *a, const struct location *b)
{
  if (a->kind == LOCATION_NAME || b->kind == LOCATION_NAME)
    return false;
  if (same_base (a, b))
    return ranges_overlap (a, b);
  if (a->kind == LOCATION_CELL && b->kind == LOCATION_CELL)
    return false;
  if (a->size > 0 && b->size > 0 && a->size != b->size && a->size <= 64
      && b->size <= 64)
    return false;
  if (a->kind == LOCATION_CELL)
    {
      const struct location *t = a;
      a = b;
      b = t;
    }
  if (b->kind == LOCATION_CELL)
    return may_point_to (m, s, a->id, b->id);
  const struct value *x = state_v (s, a->id), *y = state_v (s, b->id);
  if ((x->holds == HOLDS_MUST && y->holds == HOLDS_NO)
      || (y->holds == HOLDS_MUST && x->holds == HOLDS_NO))
    return false;
  return true;
}

/* Does AT, exact, have all of B?  */

static bool
covers (const struct location *at, const struct location *b)
{
  return same_base (at, b) && !at->loose && !at->index && at->size > 0
         && b->size > 0 && at->off <= b->off
         && at->off + at->size >= b->off + b->size;
}

/* What may be in AT, which has no value.  */

static enum holds
held_around (const struct machine *m, const struct state *s,
             const struct location *at)
{
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (s->values.v[s->bindings.v[i].value].holds
        && may_alias (m, s, &s->bindings.v[i].at, at))
      return HOLDS_MAY;
  if (s->elsewhere && (at->kind == LOCATION_DEREF || is_seen (m, at->id)))
    return HOLDS_MAY;
  return HOLDS_NO;
}

/* Was what is in AT there when the function was entered?  */

static bool
is_old (const struct machine *m, const struct state *s,
        const struct location *at)
{
  if (s->stirred)
    return false;
  if (at->kind == LOCATION_DEREF)
    {
      if (!state_v (s, at->id)->old)
        return false;
    }
  else if (m->regions.v[at->id].kind != MEMORY_GLOBAL
           || m->regions.v[at->id].made)
    return false;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (!s->values.v[s->bindings.v[i].value].old
        && may_alias (m, s, &s->bindings.v[i].at, at))
      return false;
  return true;
}

/* The object's storage is gone and is used by way of BASE.  */

static void
check_use (struct machine *m, struct config *c, value_id base)
{
  enum holds h = (enum holds)state_v (c->state, base)->holds;
  if (h && (c->state->life == LIFE_ENDED || state_v (c->state, base)->stale))
    m->event (m, c, FLOW_USED_LATE, h == HOLDS_MUST);
}

static value_id
load (struct machine *m, struct config *c, const struct reference *r,
      uint64_t born, unsigned bits, bool is_signed, name_id name)
{
  struct state *s = c->state;
  struct target t = resolve (m, c, r);
  check_use (m, c, t.base);
  if (t.exact && !t.is_volatile)
    {
      struct binding *b = state_find (s, &t.at);
      if (b)
        return b->value;
      for (uint32_t i = 0; i < s->bindings.n; i++)
        {
          const struct binding *z = &s->bindings.v[i];
          int64_t n;
          if (z->at.kind == t.at.kind && !t.at.anywhere
              && covers (&z->at, &t.at) && state_is_number (s, z->value, &n)
              && n == 0)
            return z->value;
        }
    }
  enum holds h = held_around (m, s, &t.at);
  if (h && !graph_allows (m, c->ctx, name))
    h = HOLDS_NO;
  bool old = !t.is_volatile && t.exact && is_old (m, s, &t.at);
  if (old)
    born = (t.at.kind == LOCATION_CELL ? (uint64_t)t.at.id << 40
                                       : state_v (s, t.at.id)->birth * 31)
           + (uint64_t)t.at.off * 8 + 7;
  value_id v = state_value (s, born, bits, is_signed);
  struct value *x = state_v (s, v);
  x->holds = h;
  x->old = old;
  x->vague = t.is_volatile;
  for (uint32_t i = 0; i < s->bindings.n && !x->vague; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      const struct value *there = state_v (s, b->value);
      x->vague = t.exact && covers (&b->at, &t.at) && there->vague;
      /* One of several elements, of which something is known of one.  */
      if (t.at.index && same_base (&b->at, &t.at)
          && ranges_overlap (&b->at, &t.at))
        x->vague |= there->tested || there->vague || there->holds
                    || there->lo == there->hi;
    }
  if (t.exact && !t.is_volatile && !t.at.loose)
    state_bind (s, t.at, v);
  return v;
}

/* What is left of a run of zeros at I where AT was written.  */

static void
split_zeros (struct state *s, uint32_t i, const struct location *at)
{
  struct location z = s->bindings.v[i].at;
  value_id v = s->bindings.v[i].value;
  state_unbind (s, i);
  int64_t end = z.off + z.size;
  if (z.off < at->off)
    {
      struct location left = z;
      left.size = at->off - z.off;
      state_bind (s, left, v);
    }
  if (at->size >= 0 && at->off + at->size < end)
    {
      struct location right = z;
      right.off = at->off + at->size;
      right.size = end - right.off;
      state_bind (s, right, v);
    }
}

/* V (NO_VALUE: something that is no pointer to the object) goes to T.  */

static void
write_to (struct machine *m, struct config *c, struct target t, value_id v,
          uint64_t born)
{
  struct state *s = c->state;
  const struct location *at = &t.at;
  int64_t zero;
  bool holds = v && s->values.v[v].holds;
  bool exact = t.exact && !t.is_volatile;
  for (uint32_t i = 0; i < s->bindings.n;)
    {
      struct binding *b = &s->bindings.v[i];
      if (b->at.kind == LOCATION_NAME || !may_alias (m, s, &b->at, at))
        i++;
      else if (t.exact && covers (at, &b->at))
        state_unbind (s, i);
      else if (t.exact && same_base (at, &b->at) && at->index
               && b->at.index == at->index && b->at.off == at->off
               && b->at.size == at->size)
        state_unbind (s, i);
      else if (t.exact && same_base (at, &b->at) && !at->index && !b->at.index
               && !b->at.loose)
        {
          if (state_is_number (s, b->value, &zero) && zero == 0)
            {
              uint32_t before = s->bindings.n;
              split_zeros (s, i, at);
              i = 0;
              if (s->bindings.n > before + 1)
                break;
            }
          else
            /* In part overwritten: no pointer any more.  */
            state_unbind (s, i);
        }
      else
        {
          value_id w = state_weaken (s, b->value, v, born + 3);
          s->bindings.v[i++].value = w;
        }
    }
  if (!t.exact || t.is_volatile || at->kind == LOCATION_DEREF)
    if (v && !s->values.v[v].old && !exact)
      s->stirred = true;
  if (exact)
    {
      if (v)
        state_bind (s, *at, v);
    }
  else if (holds)
    {
      struct location loose = *at;
      loose.loose = true;
      state_bind (s, loose, state_weaken (s, v, NO_VALUE, born + 1));
    }
}

static void
store (struct machine *m, struct config *c, const struct reference *r,
       value_id v, uint64_t born)
{
  struct target t = resolve (m, c, r);
  check_use (m, c, t.base);
  if (v && t.at.kind == LOCATION_CELL && t.at.size > 0 && t.exact)
    {
      int64_t n;
      const struct value *x = state_v (c->state, v);
      if (x->bits > t.at.size && !state_is_number (c->state, v, &n))
        v = state_convert (c->state, v, (unsigned)t.at.size, false);
    }
  write_to (m, c, t, v, born);
}

/* Copy what is at FROM to TO.  */

static void
copy_block (struct machine *m, struct config *c, const struct reference *to,
            const struct reference *from, uint64_t born)
{
  struct state *s = c->state;
  struct target src = resolve (m, c, from), dst = resolve (m, c, to);
  check_use (m, c, src.base);
  check_use (m, c, dst.base);
  bool exact = src.exact && dst.exact && src.at.size == dst.at.size
               && !src.at.index && !dst.at.index && !src.is_volatile
               && !dst.is_volatile;
  VEC (struct binding) moved = { NULL, 0, 0 };
  enum holds h = HOLDS_NO;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      if (b->at.kind == LOCATION_NAME || !may_alias (m, s, &b->at, &src.at))
        continue;
      if (exact && !b->at.loose && !b->at.index && covers (&src.at, &b->at))
        *vec_push_in (s->arena, &moved) = *b;
      else if (s->values.v[b->value].holds)
        h = HOLDS_MAY;
    }
  if (s->elsewhere && (src.at.kind == LOCATION_DEREF || is_seen (m, src.at.id)))
    h = HOLDS_MAY;
  if (!exact)
    for (uint32_t i = 0; i < s->bindings.n; i++)
      if (s->values.v[s->bindings.v[i].value].holds
          && may_alias (m, s, &s->bindings.v[i].at, &src.at))
        h = HOLDS_MAY;
  value_id something = NO_VALUE;
  if (h)
    {
      something = state_value (s, born, 0, true);
      s->values.v[something].holds = h;
    }
  write_to (m, c, dst, NO_VALUE, born);
  for (uint32_t i = 0; i < moved.n; i++)
    {
      struct location at = moved.v[i].at;
      at.kind = dst.at.kind;
      at.id = dst.at.id;
      at.off += dst.at.off - src.at.off;
      state_bind (s, at, moved.v[i].value);
    }
  if (something)
    {
      struct location loose = dst.at;
      loose.loose = true;
      loose.index = NO_VALUE;
      state_bind (s, loose, something);
    }
  if (!(src.exact && is_old (m, s, &src.at)) && dst.at.kind != LOCATION_CELL)
    s->stirred = true;
}

/* The memory of REGION is there no more.  */

static void
drop_region (struct machine *m, struct config *c, region_id region)
{
  struct state *s = c->state;
  for (uint32_t i = 0; i < s->bindings.n;)
    if (s->bindings.v[i].at.kind == LOCATION_CELL
        && s->bindings.v[i].at.id == region)
      state_unbind (s, i);
    else
      i++;
  (void)m;
}

static void
drop_behind (struct config *c, value_id v)
{
  struct state *s = c->state;
  for (uint32_t i = 0; i < s->bindings.n;)
    if (s->bindings.v[i].at.kind == LOCATION_DEREF
        && s->bindings.v[i].at.id == v)
      state_unbind (s, i);
    else
      i++;
}

/* --- Going on. ---  */

/* Is the name at AT used any more where C is?  */

static bool
is_live (const struct machine *m, const struct config *c,
         const struct location *at)
{
  uint32_t ctx = c->ctx;
  block_id block = c->block;
  uint32_t index = c->index;
  while (ctx != at->ctx)
    {
      if (ctx == 0)
        return false;
      block = m->contexts.v[ctx].block;
      index = m->contexts.v[ctx].index;
      ctx = m->contexts.v[ctx].parent;
    }
  return skeleton_used_behind (skeleton_of (m, ctx), at->id, block, index);
}

static bool
is_held (const struct machine *m, const struct config *c)
{
  const struct state *s = c->state;
  if (s->elsewhere)
    return true;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      if (s->values.v[b->value].holds
          && (b->at.kind != LOCATION_NAME || is_live (m, c, &b->at)))
        return true;
    }
  return false;
}

/* Was it in memory, so that a step can take it away?  */

static bool
is_in_memory (const struct state *s)
{
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (s->bindings.v[i].at.kind != LOCATION_NAME
        && s->values.v[s->bindings.v[i].value].holds)
      return true;
  return false;
}

/* Has the last pointer gone at the step that was just run?  Where a name is not
   used any more is no such place: what the source's variable holds lasts.  */

static void
note_loss (struct machine *m, struct config *c, uint32_t step)
{
  if (!m->alone || m->kind != OBJECT_FRESH || c->state->life != LIFE_LIVE
      || c->state->given || c->state->lost_at)
    return;
  switch (skeleton_of (m, c->ctx)->steps.v[step].kind)
    {
    case SKEL_STORE:
    case SKEL_BLOCK:
    case SKEL_CLEAR:
    case SKEL_END:
    case SKEL_CALL:
      break;
    default:
      return;
    }
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  bool moves = sk->steps.v[step].kind == SKEL_CALL
               && sk->sites.v[sk->steps.v[step].site].kind == SITE_MOVE;
  if ((!c->state->in_memory && !moves) || is_held (m, c))
    {
      c->state->in_memory = is_in_memory (c->state);
      return;
    }
  machine_note (m, c, FLOW_LAST, NO_EDGE, step);
  c->state->lost_at = c->trail->length;
}

/* Nothing that could be asked of C's state can come any more.  */

static bool
is_over (struct machine *m, struct config *c)
{
  const struct state *s = c->state;
  uint32_t ctx = c->ctx;
  block_id block = c->block;
  while (ctx != 0)
    {
      block = m->contexts.v[ctx].block;
      ctx = m->contexts.v[ctx].parent;
    }
  bool made = m->makes_ahead[block];
  if (s->life == LIFE_UNMADE)
    return !made && m->kind != OBJECT_CONTENT;
  if (s->given)
    return true;
  bool over = (s->life == LIFE_RELEASED || s->life == LIFE_ENDED) && !made
              && state_holds_none (s);
  m->returns |= over;
  return over;
}

static void
go_to (struct machine *m, struct config *c, block_id block, uint32_t index)
{
  c->block = block;
  c->index = index;
  if (is_over (m, c))
    return;
  if (!m->alone)
    state_normalise (c->state);
  m->go (m, c);
}

/* A copy of C, to go another way.  */

static struct config
branch (const struct config *c)
{
  struct config d = *c;
  d.state = state_copy (c->state->arena, c->state);
  return d;
}

static void
drop_dead_names (struct machine *m, struct config *c, block_id to)
{
  struct state *s = c->state;
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct location *at = &s->bindings.v[i].at;
      if (at->kind != LOCATION_NAME || at->ctx != c->ctx
          || skeleton_live_in (sk, at->id, to))
        s->bindings.v[n++] = s->bindings.v[i];
    }
  s->bindings.n = n;
}

/* --- Conditions. ---  */

static bool any_root (const struct state *s, value_id v, bool tested);

/* Is X some bits of a number?  What is learnt of some says nothing of others.  */

static bool
is_masked (const struct state *s, const struct value *x)
{
  uint64_t mask;
  return state_is_masked (s, x, &mask);
}

static bool
any_operand (const struct state *s, const struct value *x, bool tested)
{
  return x->op
         && (any_root (s, x->a, tested)
             || (x->b && any_root (s, x->b, tested)));
}

/* Does a condition on some bits of A hang on one that was not about bits?  */

static bool
any_root_of_bits (const struct state *s, const struct value *a)
{
  return a->blurred || a->vague || a->tested || any_operand (s, a, true);
}

static bool
any_root (const struct state *s, value_id v, bool tested)
{
  const struct value *x = state_v (s, v);
  if (x->lo == x->hi)
    return false;
  if (x->blurred || x->vague || x->masked || (tested && x->tested))
    return true;
  if (is_masked (s, x))
    return any_root_of_bits (s, state_v (s, x->a));
  return any_operand (s, x, tested);
}

/* Can what is learnt of the expression be said of its operand?  */

static bool
is_kept (const struct state *s, const struct value *x)
{
  int64_t k;
  switch (x->op)
    {
    case OP_OPAQUE:
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE:
      return true;
    case OP_ADD:
      return state_is_number (s, x->b, &k);
    case OP_XOR:
    case OP_AND:
    case OP_OR:
      return x->bits == 1;
    case VALUE_CONVERTED:
      return state_v (s, x->a)->bits <= x->bits;
    default:
      return false;
    }
}

/* A condition was about V, and what V is computed from.  BLUR: what it says of
   that is not kept.  */

static void
mark_roots (struct state *s, value_id v, bool blur)
{
  struct value *x = state_v (s, v);
  for (value_id i = 1; x->answer && i < s->values.n; i++)
    if (i != v && state_v (s, i)->answer && state_v (s, i)->birth == x->birth)
      state_v (s, i)->vague = true;
  if (x->lo != x->hi)
    {
      x->blurred |= blur;
      x->tested = true;
    }
  if (!x->op)
    return;
  if (is_masked (s, x) && !blur)
    {
      /* It is marked as such already.  */
      x = state_v (s, x->a);
      if (!x->op)
        return;
    }
  blur |= !is_kept (s, x);
  mark_roots (s, x->a, blur);
  if (x->b)
    mark_roots (s, x->b, blur);
}

/* Is A computed from what B is, or from something that B is computed from?  */

static bool
share_root (const struct state *s, value_id a, value_id b)
{
  const struct value *x = state_v (s, a), *y = state_v (s, b);
  if (x->lo == x->hi || y->lo == y->hi)
    return false;
  if (a == b || (x->answer && y->answer && x->birth == y->birth))
    return true;
  if (x->op)
    return share_root (s, x->a, b) || (x->b && share_root (s, x->b, b));
  return y->op
         && (share_root (s, a, y->a) || (y->b && share_root (s, a, y->b)));
}

/* Does a condition on V hang on one before it in a way that is not kept?  */

static bool
hangs_on_others (const struct state *s, value_id v)
{
  const struct value *x = state_v (s, v);
  if (x->blurred || x->vague || x->masked)
    return true;
  if (!x->op)
    return false;
  if (is_masked (s, x))
    return any_root_of_bits (s, state_v (s, x->a));
  if (x->b && share_root (s, x->a, x->b))
    return true;
  if (!x->tested && !is_kept (s, x))
    return any_root (s, v, true);
  return any_root (s, v, false);
}

static bool
is_asked (const struct state *s, value_id v)
{
  const struct value *x = state_v (s, v);
  return x->asked || (x->op && is_asked (s, x->a))
         || (x->op && x->b && is_asked (s, x->b));
}

/* Is V one less than what was in memory?  */

static bool
counts_down (const struct state *s, value_id v)
{
  const struct value *x = state_v (s, v);
  while (x->op == VALUE_CONVERTED)
    x = state_v (s, x->a);
  int64_t by;
  return x->op == OP_ADD && state_is_number (s, x->b, &by) && by == -1
         && !x->param;
}

/* May V be the object, or null because of where that is: a link of a list whose
   links are mixed up, what a callee that is not run took from a queue?  */

static bool
may_hold (const struct state *s, value_id v)
{
  const struct value *x = state_v (s, v);
  while (x->op == VALUE_CONVERTED)
    x = state_v (s, x->a);
  return x->holds == HOLDS_MAY && x->op != OP_ADD;
}

/* Would A be negative if it were in relation OP to B?  */

static bool
is_negative (const struct state *s, enum skel_op op, value_id b)
{
  int64_t n;
  if (!state_is_number (s, b, &n))
    return false;
  return op == OP_EQ || op == OP_LE ? n < 0 : op == OP_LT && n <= 0;
}

/* Are tests believed to mean what who writes such tests means?  */

static bool
believes (const struct machine *m)
{
  return m->client && m->client->believes;
}

/* Literal L holds from here on.  False: it cannot.  *OPEN is set if it need
   not.  */

static bool
assume_literal (struct machine *m, struct config *c, const struct literal *l,
                bool *open)
{
  struct state *s = c->state;
  value_id a = value_of (m, c, l->a);
  if (l->op == OP_OPAQUE)
    {
      const struct skeleton *sk = skeleton_of (m, c->ctx);
      value_id b = value_of (m, c, l->b);
      *open = true;
      if (any_root (s, a, true) || any_root (s, b, true))
        s->doubt = true;
      for (uint32_t i = 0; i < l->n_reads; i++)
        {
          value_id r = value_of (m, c, sk->reads.v[l->reads + i]);
          if (any_root (s, r, true))
            s->doubt = true;
          mark_roots (s, r, true);
        }
      mark_roots (s, a, true);
      mark_roots (s, b, true);
      return true;
    }
  if (l->mask)
    a = state_arith (s, OP_AND, a, state_number (s, (int64_t)l->mask),
                     state_v (s, a)->bits, state_v (s, a)->is_signed);
  value_id b = value_of (m, c, l->b);
  enum truth t = state_test (s, a, l->op, b);
  if (t != TRUTH_OPEN)
    return t == TRUTH_ALWAYS;
  *open = true;
  bool both = any_root (s, a, true) && any_root (s, b, true);
  /* It would have to be there that an address of the function's own came from.  */
  if (l->op == OP_EQ
      && ((state_v (s, a)->own && !state_v (s, b)->region)
          || (state_v (s, b)->own && !state_v (s, a)->region)))
    s->doubt = true;
  if (l->op == OP_EQ && state_v (s, a)->meant
      && state_v (s, b)->lo == state_v (s, b)->hi)
    {
      if (believes (m))
        return false;
      s->doubt = true;
    }
  /* Nobody measures backwards.  */
  if (state_v (s, a)->length && is_negative (s, l->op, b))
    s->doubt = true;
  if (l->op == OP_EQ && (may_hold (s, a) || may_hold (s, b)))
    s->doubt = true;
  /* Who asks unseen code about the object, or counts references to it, knows
     when to release it.  */
  if (is_asked (s, a) || is_asked (s, b) || counts_down (s, a))
    s->unsure = true;
  if (hangs_on_others (s, a) || hangs_on_others (s, b) || both
      || share_root (s, a, b))
    s->doubt = true;
  if (!state_assume (s, a, l->op, b))
    return false;
  mark_roots (s, a, false);
  mark_roots (s, b, false);
  return true;
}

/* Was X there on entry, and may be null or not?  Where it goes to something that
   is null elsewhere, as `saved = arg' behind `saved = NULL', who tests that for
   null means whether it went there.  */

static bool
is_unknown_pointer (const struct state *s, const struct value *x)
{
  return x->old && x->bits == s->word && x->lo != x->hi;
}

/* Does a name that edge E gives a value get null on another one?  */

static bool
is_null_elsewhere (const struct skeleton *s, edge_id id, name_id name)
{
  const struct skel_edge *e = &s->edges.v[id];
  for (uint32_t i = 0; i < s->copies.n; i++)
    {
      const struct skel_copy *copy = &s->copies.v[i];
      if (copy->result == name && copy->value.kind == OPERAND_NUMBER
          && copy->value.number == 0
          && (i < e->copies || i >= e->copies + e->n_copies))
        return true;
    }
  return false;
}

/* Does edge E leave a loop before its body has run once?  */

static bool
skips_loop (struct machine *m, const struct config *c, edge_id e)
{
  const struct skeleton *s = skeleton_of (m, c->ctx);
  block_id head = skeleton_skipped_loop (s, e);
  if (!head)
    return false;
  for (const struct trail *t = c->trail; t; t = t->before)
    if (t->event.kind == FLOW_BRANCH && t->event.skeleton == s
        && s->edges.v[t->event.edge].dst == head
        && skeleton_goes_back (s, t->event.edge))
      return false;
  return true;
}

static void
take_edge (struct machine *m, struct config *c, edge_id id)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  const struct skel_edge *e = &sk->edges.v[id];
  bool open = false;
  if (e->jumped && m->alone)
    return;
  for (uint32_t i = 0; i < e->n_literals; i++)
    if (!assume_literal (m, c, &sk->literals.v[e->literals + i], &open))
      return;
  c->open = open;
  if (open && m->alone && skips_loop (m, c, id))
    c->state->doubt = true;
  VEC (value_id) values = { NULL, 0, 0 };
  for (uint32_t i = 0; i < e->n_copies; i++)
    *vec_push_in (m->scratch, &values)
        = value_of (m, c, sk->copies.v[e->copies + i].value);
  for (uint32_t i = 0; i < e->n_copies; i++)
    {
      name_id result = sk->copies.v[e->copies + i].result;
      struct value *x = state_v (c->state, values.v[i]);
      if (is_unknown_pointer (c->state, x) && sk->names.v[result].is_pointer
          && is_null_elsewhere (sk, id, result))
        x->meant = true;
      define (m, c, result, values.v[i]);
    }
  drop_dead_names (m, c, e->dst);
  if (c->ctx == 0 && c->state->life == LIFE_ENDED
      && skeleton_goes_back (sk, id))
    c->state->around = true;
  machine_note (m, c, FLOW_BRANCH, id, 0);
  go_to (m, c, e->dst, 0);
}

/* A step looks at all values and bindings of its state; so many of them cost as
   much as the rest of it.  */
#define STEP_PARTS 24

static uint64_t
work_of (const struct state *s)
{
  return 1 + (s->values.n + s->bindings.n) / STEP_PARTS;
}

static void
leave_block (struct machine *m, struct config *c)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  const struct skel_block *b = &sk->blocks.v[c->block];
  /* A switch has an edge for each case, and a copy of the state for each.  */
  if (b->n_edges > 2)
    m->work += b->n_edges * work_of (c->state);
  for (uint32_t i = 0; i < b->n_edges; i++)
    {
      struct config d = i + 1 < b->n_edges ? branch (c) : *c;
      take_edge (m, &d, sk->out.v[b->edges + i]);
    }
}

/* --- Calls. ---  */

static value_id
arg_value (struct machine *m, struct config *c, const struct skel_site *site,
           unsigned i)
{
  return value_of (m, c, skeleton_of (m, c->ctx)->args.v[site->args + i].value);
}

/* Does what V points to lead to the object, by so many loads?  */

static bool
leads_to_object (struct machine *m, const struct state *s, value_id v,
                 unsigned depth)
{
  if (state_v (s, v)->holds)
    return true;
  if (depth == 0)
    return false;
  region_id r = state_v (s, v)->region;
  while (!r && state_v (s, v)->op == OP_ADD)
    {
      v = state_v (s, v)->a;
      r = state_v (s, v)->region;
    }
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      if ((r ? b->at.kind == LOCATION_CELL && b->at.id == r
             : b->at.kind == LOCATION_DEREF && b->at.id == v)
          && leads_to_object (m, s, b->value, depth - 1))
        return true;
    }
  return false;
}

/* Does the graph have variable R of the frame in memory that lives longer?  */

static bool
may_be_left (const struct machine *m, region_id id)
{
  const struct skel_memory *memory
      = &m->skeleton->memories.v[m->regions.v[id].number];
  const struct graph *g = m->graph;
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      if (g->nodes.v[n].obj == NO_OBJECT)
        continue;
      enum object_kind kind = g->objects.v[g->nodes.v[n].obj].kind;
      if (kind == OBJECT_FRAME || kind == OBJECT_ALLOCA || kind == OBJECT_FRESH)
        continue;
      for (uint32_t k = 0; k < g->nodes.v[n].facts.n; k++)
        if (is_object_of (m, g->nodes.v[g->nodes.v[n].facts.v[k].target].obj,
                          memory))
          return true;
    }
  return false;
}

/* Can code that is handed nothing find the object?  */

static bool
is_public (const struct machine *m, const struct state *s, bool unseen)
{
  if (s->elsewhere)
    return true;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      if (s->values.v[b->value].holds
          && (b->at.kind == LOCATION_DEREF
              || (b->at.kind == LOCATION_CELL
                  && (!unseen || b->at.id == REGION_OBJECT
                      || m->regions.v[b->at.id].kind != MEMORY_FRAME
                      || is_seen (m, b->at.id))
                  && (m->regions.v[b->at.id].kind == MEMORY_GLOBAL
                      || m->regions.v[b->at.id].made))))
        return true;
    }
  return false;
}

/* Can it find the object in a variable of the function, as others may know where
   that is?  */

static bool
is_in_known_variable (const struct machine *m, const struct state *s)
{
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      const struct region *r = &m->regions.v[b->at.id];
      if (b->at.kind == LOCATION_CELL && s->values.v[b->value].holds
          && b->at.id != REGION_OBJECT && r->kind == MEMORY_FRAME && !r->made
          && r->ctx == 0 && is_seen (m, b->at.id) && may_be_left (m, b->at.id))
        return true;
    }
  return false;
}

static bool
by_block_leads (struct machine *m, struct config *c,
                const struct reference *block)
{
  struct target t = resolve (m, c, block);
  for (uint32_t i = 0; i < c->state->bindings.n; i++)
    if (may_alias (m, c->state, &c->state->bindings.v[i].at, &t.at)
        && leads_to_object (m, c->state, c->state->bindings.v[i].value, 2))
      return true;
  return false;
}

/* Can the callee come to the object by its arguments?  */

static bool
gets_object (struct machine *m, struct config *c, const struct skel_site *site,
             bool but_const)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  for (uint32_t i = 0; i < site->n_args; i++)
    {
      const struct skel_arg *a = &sk->args.v[site->args + i];
      if (but_const && a->to_const)
        continue;
      if (a->by_block
              ? by_block_leads (m, c, &a->block)
              : leads_to_object (m, c->state, value_of (m, c, a->value), 3))
        return true;
    }
  return false;
}

/* Is the object made by SITE, a call of context CTX, or in its callee?  */

static bool
makes_object (const struct machine *m, uint32_t ctx,
              const struct skel_site *site)
{
  const struct context *x = &m->contexts.v[ctx];
  if (x->depth >= m->making.n || site->where != m->making.v[x->depth])
    return false;
  if (ctx == 0)
    return true;
  const struct skeleton *caller = m->contexts.v[x->parent].skeleton;
  const struct skel_step *call
      = &caller->steps.v[caller->blocks.v[x->block].steps + x->index];
  return makes_object (m, x->parent, &caller->sites.v[call->site]);
}

static void
define_result (struct machine *m, struct config *c,
               const struct skel_site *site, value_id v)
{
  if (site->result)
    define (m, c, site->result, v);
  if (site->to.size)
    store (m, c, &site->to, v, birth (c->ctx, BIRTH_SITE, c->index));
}

static uint32_t
step_of (const struct machine *m, const struct config *c)
{
  return skeleton_of (m, c->ctx)->blocks.v[c->block].steps + c->index;
}

/* The object is made: what held one that was made here before is no pointer to
   this one.  */

static void
begin_object (struct machine *m, struct config *c)
{
  struct state *s = c->state;
  m->made = true;
  if (s->life == LIFE_LIVE && !s->given)
    {
      if (state_holds_none (s))
        m->event (m, c, FLOW_LOST, true);
      else
        {
          s->older = true;
          m->event (m, c, FLOW_LOST, false);
          m->event (m, c, FLOW_LEAVES, false);
        }
      m->event (m, c, FLOW_NOT_RELEASED, false);
    }
  if (m->kind == OBJECT_ALLOCA && s->life == LIFE_ENDED)
    revive (c);
  else
    for (value_id v = 1; v < s->values.n; v++)
      {
        struct value *x = &s->values.v[v];
        if (x->region == REGION_OBJECT)
          x->region = NO_REGION;
        x->holds = HOLDS_NO;
      }
  drop_region (m, c, REGION_OBJECT);
  s->elsewhere = HOLDS_NO;
  s->given = false;
  s->lost_at = 0;
  s->life = LIFE_LIVE;
  machine_note (m, c, FLOW_MADE, NO_EDGE, step_of (m, c));
}

/* What was made here before is older: its region is the new one's.  */

static void
renew_region (struct machine *m, struct config *c, region_id r)
{
  struct state *s = c->state;
  /* What it holds is held as long as somebody has the older one.  */
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (s->bindings.v[i].at.kind == LOCATION_CELL && s->bindings.v[i].at.id == r
        && s->values.v[s->bindings.v[i].value].holds && !s->elsewhere)
      s->elsewhere = HOLDS_MAY;
  drop_region (m, c, r);
  for (value_id v = 1; v < s->values.n; v++)
    if (s->values.v[v].region == r)
      s->values.v[v].region = NO_REGION;
}

static void
clear_region (struct config *c, region_id r)
{
  struct location all
      = { LOCATION_CELL, false, 0, r, NO_VALUE, 0, 0, INT64_C (1) << 40 };
  state_bind (c->state, all, state_number (c->state, 0));
}

static void
next_step (struct machine *m, struct config *c)
{
  note_loss (m, c, step_of (m, c));
  go_to (m, c, c->block, c->index + 1);
}

/* The result of SITE is fresh memory.  C goes on with that; a failure has gone
   its own way.  */

static void
allocate (struct machine *m, struct config *c, const struct skel_site *site)
{
  bool own = makes_object (m, c->ctx, site);
  region_id r = own ? REGION_OBJECT : region_made (m, c->ctx, step_of (m, c));
  if (site->may_fail && (own || m->alone))
    {
      struct config d = branch (c);
      define_result (m, &d, site, state_number (d.state, 0));
      next_step (m, &d);
    }
  if (own)
    begin_object (m, c);
  else
    renew_region (m, c, r);
  value_id v = state_address (c->state, r, 0, is_own (m, r));
  if (site->may_fail && !own && !m->alone)
    {
      /* Or null.  */
      value_id w = state_value (c->state, state_v (c->state, v)->birth + 1,
                                c->state->word, false);
      struct value *x = state_v (c->state, w);
      x->region = r;
      x->off_known = true;
      v = w;
    }
  if (site->clears)
    clear_region (c, r);
  define_result (m, c, site, v);
}

/* What V points to is released by the step in hand.  C goes on where the object
   was, if it may be; otherwise another does.  */

static void
release (struct machine *m, struct config *c, value_id v)
{
  struct state *s = c->state;
  uint32_t step = step_of (m, c);
  enum holds h = (enum holds)state_v (s, v)->holds;
  int64_t null;
  if (state_is_number (s, v, &null))
    return;
  bool heap = m->kind == OBJECT_FRESH || m->kind == OBJECT_CONTENT;
  if (h == HOLDS_MAY)
    {
      /* Or it is something else.  */
      struct config d = branch (c);
      state_v (d.state, v)->holds = HOLDS_NO;
      d.state->doubt = s->doubt = true;
      next_step (m, &d);
    }
  if (!h)
    {
      region_id r = state_v (s, v)->region;
      if (r && m->regions.v[r].made)
        drop_region (m, c, r);
      else
        drop_behind (c, v);
      return;
    }
  machine_note (m, c, FLOW_RELEASE, NO_EDGE, step);
  if (!heap)
    m->event (m, c, FLOW_RELEASED_WRONGLY, h == HOLDS_MUST && !s->unsure);
  else if (s->life == LIFE_RELEASED)
    m->event (m, c, FLOW_RELEASED_TWICE, h == HOLDS_MUST);
  else
    m->event (m, c, FLOW_RELEASED, h == HOLDS_MUST);
  if (heap)
    {
      s->life = LIFE_RELEASED;
      drop_region (m, c, REGION_OBJECT);
    }
  else
    s->doubt = true;
}

/* realloc.  */

static void
move (struct machine *m, struct config *c, const struct skel_site *site)
{
  value_id v = arg_value (m, c, site, site->object);
  if (site->may_fail)
    {
      struct config d = branch (c);
      define_result (m, &d, site, state_number (d.state, 0));
      next_step (m, &d);
    }
  /* What was in the old is in the new.  */
  struct state *s = c->state;
  region_id from = state_v (s, v)->region;
  region_id to = makes_object (m, c->ctx, site)
                     ? REGION_OBJECT
                     : region_made (m, c->ctx, step_of (m, c));
  VEC (struct binding) moved = { NULL, 0, 0 };
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct location *at = &s->bindings.v[i].at;
      if (from ? at->kind == LOCATION_CELL && at->id == from
               : at->kind == LOCATION_DEREF && at->id == v)
        *vec_push_in (m->scratch, &moved) = s->bindings.v[i];
    }
  release (m, c, v);
  s = c->state;
  struct skel_site made = *site;
  made.may_fail = false;
  bool again = from == to;
  allocate (m, c, &made);
  for (uint32_t i = 0; i < moved.n && !again; i++)
    {
      struct location at = moved.v[i].at;
      at.kind = LOCATION_CELL;
      at.id = to;
      state_bind (s, at, moved.v[i].value);
    }
}

static bool
runs_already (const struct machine *m, uint32_t ctx, const struct skeleton *s)
{
  for (;; ctx = m->contexts.v[ctx].parent)
    {
      if (m->contexts.v[ctx].skeleton == s)
        return true;
      if (ctx == 0)
        return false;
    }
}

/* The callee's skeleton, if it is known and its body is what will run.  */

static const struct skeleton *
callee_of (const struct machine *m, const struct config *c,
           const struct skel_site *site)
{
  return m->client && m->client->body && !site->unseen
             ? m->client->body (m->client->data, skeleton_of (m, c->ctx), site)
             : NULL;
}

/* The callee's skeleton, if it is to be run in place of the call.  Where a call
   in there may jump back to the function, it is not: that way is an edge of the
   function alone.  */

static const struct skeleton *
body_of (struct machine *m, struct config *c, const struct skel_site *site)
{
  bool makes = makes_object (m, c->ctx, site);
  if (m->contexts.v[c->ctx].depth >= (makes ? MAX_DEPTH_OF_MAKER : MAX_DEPTH)
      || (m->skeleton->returns_twice && !m->alone)
      || m->contexts.n >= MAX_CONTEXTS)
    return NULL;
  const struct skeleton *body = callee_of (m, c, site);
  if (!body || body->returns_twice || body->jumps || body->variadic
      || body->steps.n > MAX_INLINE_STEPS || site->n_args < body->params.n
      || runs_already (m, c->ctx, body))
    return NULL;
  if (m->alone || makes || gets_object (m, c, site, false)
      || is_public (m, c->state, false))
    return body;
  return NULL;
}

static uint32_t
context_of (struct machine *m, const struct config *c,
            const struct skeleton *body)
{
  uint32_t *slot
      = table_slot (m->context_table, c->ctx, step_of (m, c), (uintptr_t)body);
  if (!*slot)
    {
      struct context x = { body, c->ctx, c->block, c->index,
                           m->contexts.v[c->ctx].depth + 1 };
      *vec_push_in (m->arena, &m->contexts) = x;
      *slot = m->contexts.n - 1;
    }
  return *slot;
}

static void
run_body (struct machine *m, struct config *c, const struct skel_site *site,
          const struct skeleton *body)
{
  const struct skeleton *caller = skeleton_of (m, c->ctx);
  machine_note (m, c, FLOW_CALL, NO_EDGE, step_of (m, c));
  uint32_t ctx = context_of (m, c, body);
  uint32_t depth = m->contexts.v[ctx].depth;
  if (makes_object (m, c->ctx, site)
      && (depth >= m->making.n || !has_site (body, m->making.v[depth])))
    m->known = false;
  struct config d = *c;
  d.ctx = ctx;
  for (uint32_t i = 0; i < body->params.n; i++)
    {
      const struct skel_arg *a = &caller->args.v[site->args + i];
      const struct skel_param *p = &body->params.v[i];
      int64_t bits = p->memory ? body->memories.v[p->memory].bits : 0;
      uint64_t born = birth (ctx, BIRTH_NAME, p->name);
      if (a->by_block && p->memory)
        {
          /* The block goes from one frame to the other.  */
          struct target src = resolve (m, c, &a->block);
          struct target dst
              = { { LOCATION_CELL, false, 0, region_of (m, ctx, p->memory),
                    NO_VALUE, 0, 0, bits },
                  true,
                  false,
                  NO_VALUE };
          struct state *s = c->state;
          VEC (struct binding) moved = { NULL, 0, 0 };
          for (uint32_t k = 0; k < s->bindings.n; k++)
            if (src.exact && covers (&src.at, &s->bindings.v[k].at)
                && !s->bindings.v[k].at.loose)
              *vec_push_in (m->scratch, &moved) = s->bindings.v[k];
          enum holds h = moved.n ? HOLDS_NO : held_around (m, s, &src.at);
          for (uint32_t k = 0; k < moved.n; k++)
            {
              struct location at = moved.v[k].at;
              at.kind = LOCATION_CELL;
              at.id = dst.at.id;
              at.off -= src.at.off;
              state_bind (s, at, moved.v[k].value);
            }
          if (h)
            {
              struct location loose = dst.at;
              loose.loose = true;
              value_id v = state_value (s, born, 0, true);
              state_v (s, v)->holds = h;
              state_bind (s, loose, v);
            }
          continue;
        }
      value_id v = value_of (m, c, a->value);
      if (p->name)
        define (m, &d, p->name, v);
      if (p->memory && bits > 0)
        {
          struct location at
              = { LOCATION_CELL, false, 0, region_of (m, ctx, p->memory),
                  NO_VALUE,      0,     0, bits };
          state_bind (d.state, at, v);
        }
    }
  go_to (m, &d, SKEL_ENTRY, 0);
}

/* Is a pointer to where AT is an argument, of a type that lets the callee write
   there?  */

static bool
is_handed (struct machine *m, struct config *c, const struct skel_site *site,
           const struct location *at)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  for (uint32_t i = 0; i < site->n_args; i++)
    {
      const struct skel_arg *a = &sk->args.v[site->args + i];
      if (a->to_const || a->by_block || a->value.kind == OPERAND_NUMBER)
        continue;
      value_id v = value_of (m, c, a->value);
      if (at->kind == LOCATION_CELL ? state_v (c->state, v)->region == at->id
                                    : v == at->id)
        return true;
    }
  return false;
}

/* The pointer that SITE, a SITE_FILL, stores.  */

static struct reference
filled_by (struct machine *m, const struct config *c,
           const struct skel_site *site)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  struct reference r
      = reference_at (sk->args.v[site->args + site->object].value, site->filled,
                      c->state->word);
  return r;
}

/* Where what threads have got is held, until somebody waits for one.  */
#define THREADS (UINT64_MAX - 1)

static bool
is_of_thread (const struct state *s, const struct location *at)
{
  return at->kind == LOCATION_DEREF && state_v (s, at->id)->birth == THREADS;
}

/* A call whose callee is not run: what it may do to memory.  */

static void
disturb (struct machine *m, struct config *c, const struct skel_site *site)
{
  struct state *s = c->state;
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index) << 4;
  if (site->kind == SITE_FILL)
    {
      struct reference r = filled_by (m, c, site);
      struct target t = resolve (m, c, &r);
      t.exact = false;
      t.at.loose = true;
      write_to (m, c, t, NO_VALUE, born);
    }
  if (site->writes_args_only)
    {
      const struct skeleton *sk = skeleton_of (m, c->ctx);
      for (uint32_t i = 0; i < site->n_args; i++)
        {
          const struct skel_arg *a = &sk->args.v[site->args + i];
          if (a->to_const || a->by_block || a->value.kind == OPERAND_NUMBER
              || (site->kind == SITE_FILL && site->alone && i == site->object))
            continue;
          struct reference r = reference_at (a->value, 0, -1);
          r.exact = false;
          struct target t = resolve (m, c, &r);
          if (t.at.kind == LOCATION_DEREF)
            t.at.size = 8; /* Numbers and characters, as a rule.  */
          write_to (m, c, t, NO_VALUE, born);
        }
      return;
    }
  bool unseen = site->unseen;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      struct binding *b = &s->bindings.v[i];
      const struct region *r = &m->regions.v[b->at.id];
      if (b->at.kind == LOCATION_NAME || (unseen && is_of_thread (s, &b->at)))
        continue;
      if (b->at.kind == LOCATION_CELL
          && (unseen ? !is_seen (m, b->at.id)
                     : b->at.id != REGION_OBJECT
                           && (r->is_const
                               || (r->kind == MEMORY_FRAME && !r->addressed))))
        continue;
      int64_t number;
      bool was_zero = state_is_number (s, b->value, &number) && number == 0;
      bool computed = state_v (s, b->value)->op != OP_OPAQUE;
      b->value = state_weaken (s, b->value, NO_VALUE, born + 2);
      /* What is seen but not run hardly writes there.  */
      if (computed && !unseen)
        state_v (s, b->value)->vague = true;
      /* An error that the callee may note there, as before nothing was; any
         other number is a sign of the function's own.  */
      if (unseen && was_zero && is_handed (m, c, site, &b->at))
        state_v (s, b->value)->vague = false;
    }
  if (!unseen || m->exposes)
    s->stirred = true;
}

/* Somebody unseen has the object: nothing more is asked of it.  */

static void
give (struct machine *m, struct config *c)
{
  c->state->given = true;
  m->event (m, c, FLOW_NOT_RELEASED, false);
  m->event (m, c, FLOW_LEAVES, false);
  m->event (m, c, FLOW_RELEASED, false);
  m->event (m, c, FLOW_RELEASED_TWICE, false);
}

/* Is an argument the object for certain?  */

static bool
is_argument (struct machine *m, struct config *c, const struct skel_site *site)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  for (uint32_t i = 0; i < site->n_args; i++)
    if (!sk->args.v[site->args + i].by_block
        && leads_to_object (m, c->state, arg_value (m, c, site, i), 1))
      return true;
  return false;
}

/* The same in each run of the compiler, as an address is not.  */

static uint64_t
callee_number (struct machine *m, const void *callee)
{
  uint32_t *slot = table_slot (m->callee_table, (uintptr_t)callee, 0, 0);
  if (!*slot)
    *slot = ++m->n_callees;
  return (uint64_t)*slot << 40;
}

/* The object is put into memory that an argument of SITE points to, perhaps.  */

static void
put_behind_arguments (struct machine *m, struct config *c,
                      const struct skel_site *site)
{
  struct state *s = c->state;
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  for (uint32_t i = 0; i < site->n_args; i++)
    {
      const struct skel_arg *a = &sk->args.v[site->args + i];
      if (a->to_const || a->by_block || a->value.kind == OPERAND_NUMBER)
        continue;
      int64_t bits = a->value.kind == OPERAND_ADDRESS
                         ? sk->memories.v[a->value.memory].bits
                         : 0;
      if (bits <= 0)
        {
          s->elsewhere = HOLDS_MAY;
          continue;
        }
      struct location at
          = { LOCATION_CELL, true, 0, region_of (m, c->ctx, a->value.memory),
              NO_VALUE,      0,    0, bits };
      value_id v
          = state_value (s, birth (c->ctx, BIRTH_SITE, c->index) << 4 | 9, 0,
                         true);
      state_v (s, v)->holds = HOLDS_MAY;
      state_bind (s, at, v);
    }
}

/* SITE makes the object, and its result is that or, where it is not made,
   null.  */

static void
call_maker (struct machine *m, struct config *c, const struct skel_site *site)
{
  if (!site->pure && !site->is_const)
    disturb (m, c, site);
  struct config d = branch (c);
  define_result (m, &d, site, state_number (d.state, 0));
  next_step (m, &d);
  begin_object (m, c);
  define_result (m, c, site,
                 state_address (c->state, REGION_OBJECT, 0,
                                is_own (m, REGION_OBJECT)));
}

static void
join_threads (struct state *s)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (!is_of_thread (s, &s->bindings.v[i].at))
      s->bindings.v[n++] = s->bindings.v[i];
  s->bindings.n = n;
}

/* Does SITE make a thread that gets the object, of the frame, and that nobody else
   can wait for?  */

static bool
starts_thread (struct machine *m, struct config *c,
               const struct skel_site *site)
{
  if ((m->kind != OBJECT_FRAME && m->kind != OBJECT_ALLOCA) || !site->object
      || site->object >= site->n_args)
    return false;
  value_id v = arg_value (m, c, site, site->object);
  region_id name = state_v (c->state, arg_value (m, c, site, 0))->region;
  return state_v (c->state, v)->holds == HOLDS_MUST && name
         && m->regions.v[name].kind == MEMORY_FRAME && !is_seen (m, name);
}

/* It does, or makes none.  */

static void
start_thread (struct machine *m, struct config *c, const struct skel_site *site)
{
  struct state *s = c->state;
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index);
  disturb (m, c, site);
  struct config d = branch (c);
  value_id failed = state_value (d.state, born, 32, true);
  state_assume (d.state, failed, OP_NE, state_number (d.state, 0));
  define_result (m, &d, site, failed);
  next_step (m, &d);
  struct location at
      = { LOCATION_DEREF, false, 0, NO_VALUE, NO_VALUE, 0, 0, s->word };
  at.id = state_value (s, THREADS, s->word, false);
  state_v (s, at.id)->old = true;
  state_bind (s, at, arg_value (m, c, site, site->object));
  s->elsewhere = HOLDS_MAY;
  define_result (m, c, site, state_number (s, 0));
}

static void
call_symbolically (struct machine *m, struct config *c,
                   const struct skel_site *site)
{
  struct state *s = c->state;
  const struct call_effect *e
      = effect_of (m, outermost (m, c->ctx, site->where), false);
  for (uint32_t i = 0; i < site->n_args; i++)
    arg_value (m, c, site, i);
  bool may_get
      = s->life != LIFE_UNMADE
        && (gets_object (m, c, site, false) || is_public (m, s, site->unseen));
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  for (uint32_t i = 0; i < site->n_args; i++)
    if (!sk->args.v[site->args + i].by_block)
      check_use (m, c, arg_value (m, c, site, i));
  bool makes = makes_object (m, c->ctx, site);
  if (site->joins)
    join_threads (s);
  if (starts_thread (m, c, site))
    {
      start_thread (m, c, site);
      return;
    }
  if (makes && site->only_makes && !may_get)
    {
      call_maker (m, c, site);
      return;
    }
  if (makes)
    {
      struct config d = branch (c);
      d.state->doubt = true;
      disturb (m, &d, site);
      if (site->result || site->to.size)
        define_result (m, &d, site,
                       state_value (d.state, birth (c->ctx, BIRTH_SITE, 1), 0,
                                    true));
      next_step (m, &d);
      begin_object (m, c);
      s->doubt = true;
    }
  if (!site->pure && !site->is_const)
    disturb (m, c, site);
  if (may_get && e->releases
      && (s->life == LIFE_LIVE || s->life == LIFE_RELEASED)
      && (m->kind == OBJECT_FRESH || m->kind == OBJECT_CONTENT))
    {
      struct config d = branch (c);
      d.state->doubt = true;
      m->event (m, &d, FLOW_RELEASED, false);
      if (d.state->life == LIFE_RELEASED)
        m->event (m, &d, FLOW_RELEASED_TWICE, false);
      d.state->life = LIFE_RELEASED;
      define_result (m, &d, site,
                     state_value (d.state, birth (c->ctx, BIRTH_SITE, 1), 0,
                                  true));
      next_step (m, &d);
      s->doubt = true;
    }
  else if (may_get && e->releases)
    /* What calls in a callee do, the graph does not tell apart; one through a
       pointer is what the engine knows nothing of.  */
    m->event (m, c, FLOW_RELEASED_WRONGLY,
              (c->ctx == 0 || !site->callee) && !s->unsure
                  && is_argument (m, c, site));
  if (may_get && e->puts && !makes && !e->keeps && site->writes_args_only)
    put_behind_arguments (m, c, site);
  else if (makes || (may_get && (e->puts || e->keeps)))
    s->elsewhere = HOLDS_MAY;
  bool heap = m->kind == OBJECT_FRESH || m->kind == OBJECT_CONTENT;
  bool gives = may_get && ((site->unseen && !site->pure) || e->gives);
  if (gives && heap)
    m->event (m, c, FLOW_LEAVES, false);
  if (gives && heap && s->life == LIFE_LIVE
      && (e->gives || gets_object (m, c, site, true) || is_public (m, s, true)))
    give (m, c);
  else if (!gives && heap && s->life != LIFE_UNMADE && site->unseen
           && !site->pure && is_in_known_variable (m, s))
    {
      /* Perhaps.  */
      give (m, c);
      s->given = false;
      s->doubt = true;
    }
  /* What it returns.  Of two calls of the same with the same it may be the
     same.  */
  uint64_t agree = callee_number (m, site->callee);
  for (uint32_t i = 0; i < site->n_args; i++)
    agree = agree * 31 + state_v (s, arg_value (m, c, site, i))->birth + 1;
  if (site->returns_arg >= 0 && site->may_fail
      && (site->result || site->to.size))
    {
      struct config d = branch (c);
      define_result (m, &d, site, state_number (d.state, 0));
      next_step (m, &d);
    }
  value_id v;
  if (site->twice && m->alone)
    v = state_number (s, 0);
  else if (site->returns_arg >= 0)
    v = arg_value (m, c, site, (unsigned)site->returns_arg);
  else
    {
      bool vague = false;
      for (value_id i = 1; i < s->values.n; i++)
        vague |= s->values.v[i].birth == agree
                 && (s->values.v[i].tested || s->values.v[i].vague);
      const struct skel_name *n = &sk->names.v[site->result];
      v = state_value (s, agree, site->result ? n->bits : 0,
                       site->result ? n->is_signed : true);
      struct value *x = state_v (s, v);
      x->answer = true;
      x->vague = vague;
      x->asked = site->unseen && may_get;
      if ((may_get || makes) && graph_allows (m, c->ctx, site->result))
        x->holds = HOLDS_MAY;
      if (site->returns_nonnull)
        state_assume (s, v, OP_NE, state_number (s, 0));
    }
  if (site->result || site->to.size)
    define_result (m, c, site, v);
}

/* The call at SITE has a result that says whether it did, MADE, what it is for.
   False: it has no such.  */

static bool
succeed (struct machine *m, struct config *c, const struct skel_site *site,
         bool made)
{
  if (!site->result && !site->to.size)
    return true;
  const struct skel_name *n = &skeleton_of (m, c->ctx)->names.v[site->result];
  value_id v = state_value (c->state, birth (c->ctx, BIRTH_SITE, c->index),
                            site->result ? n->bits : 32, true);
  enum skel_op op = site->or_more ? OP_GE : OP_EQ;
  if (!state_assume (c->state, v, made ? op : op_negation (op),
                     state_number (c->state, site->made_if)))
    return false;
  state_v (c->state, v)->tested = false;
  define_result (m, c, site, v);
  return true;
}

/* A buffer that SITE may go on with, of value V, is there.  True: C, for which
   there is nothing more to be done.  */

static bool
keeps_buffer (struct machine *m, struct config *c, const struct skel_site *site,
              value_id v)
{
  struct state *s = c->state;
  int64_t null;
  if (!site->grows || state_is_number (s, v, &null))
    return false;
  if (!state_v (s, v)->holds)
    {
      region_id r = state_v (s, v)->region;
      s->doubt |= !r || !m->regions.v[r].made;
      return false;
    }
  if (state_v (s, v)->holds == HOLDS_MAY)
    {
      s->doubt = true;
      m->event (m, c, FLOW_LOST, false);
      m->event (m, c, FLOW_NOT_RELEASED, false);
    }
  if (site->result || site->to.size)
    define_result (m, c, site,
                   state_value (s, birth (c->ctx, BIRTH_SITE, c->index), 0,
                                true));
  return true;
}

/* A SITE_FILL that does nothing else to the object than to make it.  A failure
   goes its own way.  */

static void
fill (struct machine *m, struct config *c, const struct skel_site *site)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  bool own = makes_object (m, c->ctx, site);
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index) << 4 | 8;
  struct reference at = filled_by (m, c, site);
  for (uint32_t i = 0; i < site->n_args; i++)
    check_use (m, c, value_of (m, c, sk->args.v[site->args + i].value));
  value_id before = load (m, c, &at, born, c->state->word, false, NO_NAME);
  if (c->state->stuck)
    return;
  if (own && keeps_buffer (m, c, site, before))
    return;
  struct config d = branch (c);
  disturb (m, &d, site);
  if (succeed (m, &d, site, false))
    next_step (m, &d);
  disturb (m, c, site);
  region_id r = own ? REGION_OBJECT : region_made (m, c->ctx, step_of (m, c));
  if (own)
    begin_object (m, c);
  else
    renew_region (m, c, r);
  store (m, c, &at, state_address (c->state, r, 0, is_own (m, r)), born);
  if (!succeed (m, c, site, true))
    c->state->stuck = true;
}

/* May the call at SITE do something to the object, which it does not make?  */

static bool
is_about_object (struct machine *m, struct config *c,
                 const struct skel_site *site)
{
  const struct call_effect *e
      = effect_of (m, outermost (m, c->ctx, site->where), false);
  return !makes_object (m, c->ctx, site) && c->state->life != LIFE_UNMADE
         && (e->releases || e->keeps || e->gives || e->puts)
         && (gets_object (m, c, site, false)
             || is_public (m, c->state, site->unseen));
}

/* A call.  True: C goes on behind it.  */

static bool
run_site (struct machine *m, struct config *c, const struct skel_site *site)
{
  if (site->no_return)
    return false;
  switch (site->kind)
    {
    case SITE_ALLOCATE:
    case SITE_ALLOCA:
      allocate (m, c, site);
      return true;
    case SITE_RELEASE:
      release (m, c, arg_value (m, c, site, site->object));
      if (site->result)
        define_result (m, c, site,
                       state_value (c->state,
                                    birth (c->ctx, BIRTH_SITE, c->index), 0,
                                    true));
      return true;
    case SITE_MOVE:
      move (m, c, site);
      return true;
    case SITE_FILL:
      if (is_about_object (m, c, site))
        break;
      fill (m, c, site);
      return true;
    case SITE_CALL:
      break;
    }
  /* Whether it jumps, exits or aborts: control does not come back.  */
  const struct skeleton *callee = callee_of (m, c, site);
  if (callee && callee->jumps && !callee->returns)
    return false;
  const struct skeleton *body = body_of (m, c, site);
  if (body)
    {
      run_body (m, c, site, body);
      return false;
    }
  call_symbolically (m, c, site);
  return true;
}

/* --- Returns. ---  */

/* Does memory that holds AT live longer than the function?  RESULT is what is
   returned.  */

static enum holds
outlives (struct machine *m, const struct state *s, const struct location *at,
          value_id result, unsigned depth)
{
  if (at->kind == LOCATION_NAME)
    return HOLDS_NO;
  if (at->kind == LOCATION_DEREF)
    return state_v (s, at->id)->old ? HOLDS_MUST : HOLDS_MAY;
  const struct region *r = &m->regions.v[at->id];
  if (at->id == REGION_OBJECT)
    return HOLDS_NO;
  bool frames = m->kind == OBJECT_FRAME || m->kind == OBJECT_ALLOCA;
  if (!r->made && r->kind == MEMORY_GLOBAL)
    return HOLDS_MUST;
  if (!r->made && (!frames || r->ctx != 0 || !may_be_left (m, at->id)))
    return HOLDS_NO;
  /* What was made here lives on if something that lives on leads to it.  */
  if (depth == 0 || !r->made)
    return HOLDS_MAY;
  if (result && state_v (s, result)->region == at->id)
    return HOLDS_MUST;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      if (b->at.kind != LOCATION_NAME && s->values.v[b->value].region == at->id
          && !b->at.loose
          && outlives (m, s, &b->at, result, depth - 1) == HOLDS_MUST)
        return HOLDS_MUST;
    }
  return HOLDS_MAY;
}

static void
return_from_function (struct machine *m, struct config *c, value_id result,
                      enum holds returned)
{
  struct state *s = c->state;
  m->returns |= s->life != LIFE_UNMADE;
  enum holds held = returned, somewhere = s->elsewhere;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct binding *b = &s->bindings.v[i];
      enum holds h = (enum holds)s->values.v[b->value].holds;
      if (!h || b->at.kind == LOCATION_NAME)
        continue;
      enum holds o = outlives (m, s, &b->at, result, 3);
      if (o == HOLDS_NO)
        continue;
      /* Of an array used as a stack, what is above its height is no more.  */
      if (h == HOLDS_MUST && o == HOLDS_MUST && !b->at.loose && !b->at.index)
        held = HOLDS_MUST;
      somewhere = HOLDS_MAY;
    }
  if (held == HOLDS_NO)
    held = somewhere;
  if (s->given)
    held = HOLDS_MAY;
  switch (s->life)
    {
    case LIFE_LIVE:
    case LIFE_ENDED:
      if (held)
        {
          m->event (m, c, FLOW_DANGLES, held == HOLDS_MUST);
          m->event (m, c, FLOW_LEAVES, held == HOLDS_MUST);
        }
      if (s->life == LIFE_LIVE && held != HOLDS_MUST && !s->given)
        m->event (m, c, FLOW_LOST, held == HOLDS_NO);
      if (s->life == LIFE_LIVE)
        m->event (m, c, FLOW_NOT_RELEASED, !s->given && !s->elsewhere);
      break;
    case LIFE_RELEASED:
      if (held)
        m->event (m, c, FLOW_LEAVES, held == HOLDS_MUST);
      break;
    case LIFE_UNMADE:
      break;
    }
}

/* Context CTX is left: its frame goes.  */

static void
leave_frame (struct machine *m, struct state *s, uint32_t ctx)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      const struct location *at = &s->bindings.v[i].at;
      const struct region *r = &m->regions.v[at->id];
      if ((at->kind == LOCATION_NAME && at->ctx == ctx)
          || (at->kind == LOCATION_CELL && at->id != REGION_OBJECT && !r->made
              && r->kind == MEMORY_FRAME && r->ctx == ctx))
        continue;
      s->bindings.v[n++] = s->bindings.v[i];
    }
  s->bindings.n = n;
}

static void
return_to_caller (struct machine *m, struct config *c,
                  const struct skel_step *step, value_id result)
{
  struct context x = m->contexts.v[c->ctx];
  const struct skeleton *caller = skeleton_of (m, x.parent);
  uint32_t at = caller->blocks.v[x.block].steps + x.index;
  const struct skel_site *site = &caller->sites.v[caller->steps.v[at].site];
  uint32_t ctx = c->ctx;
  struct target src;
  bool by_block = step->from.size != 0 && site->to.size;
  if (by_block)
    src = resolve (m, c, &step->from);
  VEC (struct binding) moved = { NULL, 0, 0 };
  enum holds h = HOLDS_NO;
  if (by_block)
    for (uint32_t i = 0; i < c->state->bindings.n; i++)
      {
        const struct binding *b = &c->state->bindings.v[i];
        if (b->at.kind == LOCATION_NAME
            || !may_alias (m, c->state, &b->at, &src.at))
          continue;
        if (src.exact && covers (&src.at, &b->at) && !b->at.loose
            && !b->at.index)
          *vec_push_in (m->scratch, &moved) = *b;
        else if (state_v (c->state, b->value)->holds)
          h = HOLDS_MAY;
      }
  machine_note (m, c, FLOW_BACK, NO_EDGE, step_of (m, c));
  c->ctx = x.parent;
  c->block = x.block;
  c->index = x.index;
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index);
  if (by_block)
    {
      struct target dst = resolve (m, c, &site->to);
      value_id v = NO_VALUE;
      if (h)
        {
          v = state_value (c->state, born, 0, true);
          state_v (c->state, v)->holds = h;
        }
      write_to (m, c, dst, NO_VALUE, born);
      for (uint32_t i = 0; i < moved.n && dst.exact; i++)
        {
          struct location to = moved.v[i].at;
          to.kind = dst.at.kind;
          to.id = dst.at.id;
          to.off += dst.at.off - src.at.off;
          state_bind (c->state, to, moved.v[i].value);
        }
      if (v)
        {
          struct location loose = dst.at;
          loose.loose = true;
          state_bind (c->state, loose, v);
        }
    }
  else
    {
      if (!result)
        result = state_value (c->state, born, 0, true);
      define_result (m, c, site, result);
    }
  leave_frame (m, c->state, ctx);
  next_step (m, c);
}

static void
run_return (struct machine *m, struct config *c, const struct skel_step *step)
{
  value_id result = NO_VALUE;
  enum holds h = HOLDS_NO;
  if (step->from.size != 0 && c->ctx == 0)
    {
      struct target t = resolve (m, c, &step->from);
      for (uint32_t i = 0; i < c->state->bindings.n; i++)
        {
          const struct binding *b = &c->state->bindings.v[i];
          enum holds x = (enum holds)state_v (c->state, b->value)->holds;
          if (x && may_alias (m, c->state, &b->at, &t.at)
              && b->at.kind != LOCATION_NAME && h != HOLDS_MUST)
            h = t.exact && covers (&t.at, &b->at) && !b->at.loose ? x
                                                                  : HOLDS_MAY;
        }
    }
  else if (step->a.kind != OPERAND_UNKNOWN)
    {
      result = value_of (m, c, step->a);
      h = (enum holds)state_v (c->state, result)->holds;
    }
  if (c->ctx == 0)
    return_from_function (m, c, result, h);
  else
    return_to_caller (m, c, step, result);
}

/* --- Steps. ---  */

static bool
holds_object (const struct state *s, region_id r)
{
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (s->bindings.v[i].at.kind == LOCATION_CELL && s->bindings.v[i].at.id == r
        && s->values.v[s->bindings.v[i].value].holds)
      return true;
  return false;
}

static void
run_end (struct machine *m, struct config *c, memory_id memory, bool ends)
{
  region_id r = region_of (m, c->ctx, memory);
  if (r == REGION_OBJECT && ends && c->state->life == LIFE_LIVE)
    {
      machine_note (m, c, FLOW_GONE, NO_EDGE, step_of (m, c));
      c->state->life = LIFE_ENDED;
    }
  else if (r == REGION_OBJECT && !ends && c->state->life == LIFE_ENDED)
    revive (c);
  /* What a frame leaves behind leads to what it holds.  */
  if ((m->kind == OBJECT_FRAME || m->kind == OBJECT_ALLOCA) && c->ctx == 0
      && r != REGION_OBJECT && holds_object (c->state, r) && may_be_left (m, r)
      && !c->state->elsewhere)
    c->state->elsewhere = HOLDS_MAY;
  drop_region (m, c, r);
}

static void
run_opaque (struct machine *m, struct config *c, const struct skel_step *step,
            uint64_t born)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  const struct skel_name *n = &sk->names.v[step->result];
  struct state *s = c->state;
  value_id v = state_value (s, born, n->bits, n->is_signed);
  bool blurred = false, holds = false, length = false;
  for (uint32_t i = 0; i < step->n_reads + 2; i++)
    {
      struct operand o = i == 0   ? step->a
                         : i == 1 ? step->b
                                  : sk->reads.v[step->reads + i - 2];
      if (o.kind == OPERAND_UNKNOWN)
        continue;
      value_id r = value_of (m, c, o);
      blurred |= any_root (s, r, true);
      holds |= state_v (s, r)->holds != HOLDS_NO;
      length
          |= state_v (s, r)->length; /* Divided by the size of an element.  */
    }
  struct value *x = state_v (s, v);
  x->blurred = blurred;
  x->length = length;
  if (holds && graph_allows (m, c->ctx, step->result))
    x->holds = HOLDS_MAY;
  define (m, c, step->result, v);
}

/* One more or less goes to where a number came from: a count, of references
   perhaps.  */

static void
note_count (struct machine *m, struct config *c, const struct reference *to,
            value_id v)
{
  struct state *s = c->state;
  int64_t by;
  if (!v || s->values.v[v].op != OP_ADD || s->values.v[v].bits > 32
      || !state_is_number (s, s->values.v[v].b, &by) || (by != 1 && by != -1))
    return;
  struct target t = resolve (m, c, to);
  const struct binding *b = state_find (s, &t.at);
  if (b && b->value == s->values.v[v].a)
    state_v (s, b->value)->asked = true;
}

/* Does a step of the function put null where STEP of BLOCK stores, by the same
   reference, so that control may come by it and not by STEP?  */

static bool
is_cleared_elsewhere (const struct skeleton *s, block_id block,
                      const struct skel_step *step)
{
  const struct reference *r = &step->to;
  uint32_t begin = s->blocks.v[block].steps;
  uint32_t end = (uint32_t)(step - s->steps.v);
  if (r->base.kind != OPERAND_ADDRESS || !r->exact)
    return false;
  for (uint32_t i = 0; i < s->steps.n; i++)
    {
      const struct skel_step *other = &s->steps.v[i];
      if ((i < begin || i >= end)
          && (other->kind == SKEL_STORE || other->kind == SKEL_CLEAR)
          && other->a.kind == OPERAND_NUMBER && other->a.number == 0
          && other->to.base.kind == OPERAND_ADDRESS
          && other->to.base.memory == r->base.memory
          && other->to.base.number + other->to.off <= r->base.number + r->off
          && other->to.base.number + other->to.off + other->to.size
                 >= r->base.number + r->off + r->size)
        return true;
    }
  return false;
}

static bool
is_pointer (const struct skeleton *s, struct operand o)
{
  return o.kind == OPERAND_ADDRESS
         || (o.kind == OPERAND_NAME && s->names.v[o.name].is_pointer);
}

/* True: C goes on behind the step.  */

static bool
run_step (struct machine *m, struct config *c, const struct skel_step *step)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  const struct skel_name *n = &sk->names.v[step->result];
  uint64_t born = birth (c->ctx, BIRTH_STEP, step_of (m, c)) << 3;
  switch (step->kind)
    {
    case SKEL_COPY:
      define (m, c, step->result, value_of (m, c, step->a));
      break;
    case SKEL_ARITH:
      {
        value_id a = value_of (m, c, step->a), b = value_of (m, c, step->b);
        value_id v
            = state_arith (c->state, step->op, a, b, n->bits, n->is_signed);
        int64_t known;
        if (step->op == OP_SUB && is_pointer (sk, step->a)
            && !state_is_number (c->state, v, &known))
          state_v (c->state, v)->length = true;
        define (m, c, step->result, v);
        break;
      }
    case SKEL_OPAQUE:
      run_opaque (m, c, step, born);
      break;
    case SKEL_LOAD:
      define (m, c, step->result,
              load (m, c, &step->from, born, n->bits, n->is_signed,
                    step->result));
      break;
    case SKEL_STORE:
      {
        value_id v = step->a.kind == OPERAND_UNKNOWN ? NO_VALUE
                                                     : value_of (m, c, step->a);
        note_count (m, c, &step->to, v);
        store (m, c, &step->to, v, born);
        if (v && is_unknown_pointer (c->state, state_v (c->state, v))
            && is_cleared_elsewhere (sk, c->block, step))
          state_v (c->state, v)->meant = true;
        if (v && state_v (c->state, v)->holds == HOLDS_MUST)
          machine_note (m, c, FLOW_STORED, NO_EDGE, step_of (m, c));
        break;
      }
    case SKEL_BLOCK:
      copy_block (m, c, &step->to, &step->from, born);
      break;
    case SKEL_CLEAR:
      {
        int64_t byte;
        value_id v = value_of (m, c, step->a);
        bool zero = state_is_number (c->state, v, &byte) && byte == 0;
        store (m, c, &step->to, zero ? v : NO_VALUE, born);
        break;
      }
    case SKEL_CALL:
      return run_site (m, c, &sk->sites.v[step->site]);
    case SKEL_USE:
      check_use (m, c, value_of (m, c, step->a));
      break;
    case SKEL_BEGIN:
    case SKEL_END:
      run_end (m, c, step->memory, step->kind == SKEL_END);
      break;
    case SKEL_RESTORE:
      if (m->kind == OBJECT_ALLOCA && c->ctx == 0
          && c->state->life == LIFE_LIVE)
        c->state->life = LIFE_ENDED;
      break;
    case SKEL_BARRIER:
      {
        struct skel_site asm_like = { .unseen = true, .returns_arg = -1 };
        disturb (m, c, &asm_like);
        c->state->doubt = true;
        if (c->state->life != LIFE_UNMADE)
          c->state->elsewhere = HOLDS_MAY;
        break;
      }
    case SKEL_RETURN:
      run_return (m, c, step);
      return false;
    case SKEL_STOP:
      return false;
    }
  return true;
}

void
machine_run (struct machine *m, struct config *c)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  const struct skel_block *b = &sk->blocks.v[c->block];
  for (; c->index < b->n_steps; c->index++)
    {
      if (*m->budget == 0)
        return;
      --*m->budget;
      m->work += work_of (c->state);
      if (!run_step (m, c, &sk->steps.v[b->steps + c->index]))
        return;
      if (c->state->stuck || (m->alone && c->state->doubt))
        return;
      note_loss (m, c, b->steps + c->index);
    }
  leave_block (m, c);
}

struct state *
machine_entry (struct machine *m)
{
  const struct skeleton *sk = m->skeleton;
  struct config c = { state_new (m->arena, m->graph->pointer_size * 8),
                      0,
                      SKEL_ENTRY,
                      0,
                      NULL,
                      false };
  c.state->whole = m->alone;
  for (uint32_t i = 0; i < sk->params.n; i++)
    {
      const struct skel_param *p = &sk->params.v[i];
      const struct skel_name *n = &sk->names.v[p->name];
      if (!p->name)
        continue;
      value_id v = state_value (c.state, birth (0, BIRTH_NAME, p->name),
                                n->bits, n->is_signed);
      struct value *x = state_v (c.state, v);
      x->old = x->param = true;
      const struct object *o = &m->graph->objects.v[m->object];
      if (m->kind == OBJECT_CONTENT && o->level == 0 && o->index == (int)i)
        {
          state_assume (c.state, v, OP_NE, state_number (c.state, 0));
          state_v (c.state, v)->holds = HOLDS_MUST;
          state_v (c.state, v)->off_known = true;
          c.state->life = LIFE_LIVE;
        }
      state_bind (c.state, name_location (0, p->name), v);
      if (p->memory && sk->memories.v[p->memory].bits > 0)
        {
          struct location at
              = { LOCATION_CELL, false, 0, region_of (m, 0, p->memory),
                  NO_VALUE,      0,     0, sk->memories.v[p->memory].bits };
          state_bind (c.state, at, v);
        }
    }
  return c.state;
}

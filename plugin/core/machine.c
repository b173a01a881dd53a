/* What the steps of a skeleton do to a state: see machine.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "parts.h"
#include "relations.h"
#include "trace.h"

#include <string.h>

/* --- Making a machine. ---  */

bool
machine_has_site (const struct skeleton *s, const void *where)
{
  for (site_id i = 1; i < s->sites.n; i++)
    if (s->sites.v[i].where == where)
      return true;
  return false;
}

/* The blocks from which control can come to where the object is made: its
   call; of a variable, where its address is taken or it is named.  */

static bool
is_object (const struct skel_memory *memory, const void *m)
{
  return machine_is_object_of (m, ((const struct machine *)m)->object, memory);
}

static bool
step_makes (const struct machine *m, const struct skel_step *step)
{
  const struct skeleton *s = m->skeleton;
  if (step->kind == SKEL_CALL && m->making.n)
    return s->sites.v[step->site].where == m->making.v[0];
  return skeleton_names_memory (s, step, is_object, m);
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
  while (s && (s = machine_step_inside (s)))
    *vec_push_in (m->arena, &m->making) = s->where;
  m->known = machine_has_site (m->skeleton, o->call);
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
            && machine_is_object_of (m, m->object, &s->memories.v[o.memory]))
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
  m->is_found = relations_find (g, obj);
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
  machine_find_effects (m);
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
  t->chosen = edge && c->chosen;
  t->event.where = edge ? s->edges.v[edge].where : s->steps.v[step].where;
  t->length = c->trail ? c->trail->length + 1 : 1;
  t->ctx = c->ctx;
  t->depth = m->contexts.v[c->ctx].depth;
  c->trail = t;
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

/* Does STEP move what the object's last pointer is, which had the name that it is
   handed by?  */

static bool
moves_it (struct machine *m, struct config *c, const struct skel_step *step)
{
  const struct skeleton *s = skeleton_of (m, c->ctx);
  const struct skel_site *site
      = step->kind == SKEL_CALL ? &s->sites.v[step->site] : NULL;
  if (!site || site->kind != SITE_MOVE || site->object >= site->n_args)
    return false;
  struct operand o = s->args.v[site->args + site->object].value;
  value_id v = machine_value_of (m, c, o);
  return v && state_v (c->state, v)->holds;
}

/* Has the last pointer gone at the step that was just run?  Where a name is not
   used any more is no such place: what the source's variable holds lasts.  */

void
machine_note_loss (struct machine *m, struct config *c, uint32_t step)
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
  bool moves = moves_it (m, c, &skeleton_of (m, c->ctx)->steps.v[step]);
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

void
machine_go_to (struct machine *m, struct config *c, block_id block,
               uint32_t index)
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

struct config
machine_branch (const struct config *c)
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

/* --- Edges. ---  */

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

/* Does STEP, of S, stand in BLOCK?  */

static bool
is_in_block (const struct skeleton *s, const struct skel_step *step,
             block_id block)
{
  const struct skel_step *first = s->steps.v + s->blocks.v[block].steps;
  return step >= first && step < first + s->blocks.v[block].n_steps;
}

/* Has control come to its block before?  */

static bool
comes_again (const struct machine *m, const struct config *c)
{
  const struct skeleton *s = skeleton_of (m, c->ctx);
  unsigned n = 0;
  for (const struct trail *t = c->trail; t && n < 2; t = t->before)
    n += t->event.kind == FLOW_BRANCH && t->event.skeleton == s
         && s->edges.v[t->event.edge].dst == c->block;
  return n == 2;
}

/* Edge ID is to be taken.  Where it leaves a loop by what a call answers that every
   round asks anew, that cannot be the answer of the round before: the loop would
   have no end.  */

static void
note_end_of_loop (struct machine *m, struct config *c, edge_id id)
{
  const struct skeleton *s = skeleton_of (m, c->ctx);
  const struct skel_edge *e = &s->edges.v[id];
  for (uint32_t i = 0; i < e->n_literals; i++)
    {
      const struct literal *l = &s->literals.v[e->literals + i];
      const struct skel_step *step = l->a.kind == OPERAND_NAME
                                         ? skeleton_definition (s, l->a.name)
                                         : NULL;
      if (!step || step->kind != SKEL_CALL || !is_in_block (s, step, e->src)
          || !comes_again (m, c) || !skeleton_leaves_loop (s, id))
        continue;
      struct value *x = state_v (c->state, machine_value_of (m, c, l->a));
      if (x->answer)
        x->vague = false;
    }
}

static void
take_edge (struct machine *m, struct config *c, edge_id id)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  const struct skel_edge *e = &sk->edges.v[id];
  bool open = false;
  c->chosen = false;
  if (e->jumped && m->alone)
    return;
  if (m->alone)
    note_end_of_loop (m, c, id);
  for (uint32_t i = 0; i < e->n_literals; i++)
    if (!machine_assume_literal (m, c, &sk->literals.v[e->literals + i], &open))
      return;
  c->open = open;
  if (m->alone
      && ((open && skips_loop (m, c, id)) || machine_passes_release (m, c, id)))
    c->state->doubt = true;
  VEC (value_id) values = { NULL, 0, 0 };
  for (uint32_t i = 0; i < e->n_copies; i++)
    *vec_push_in (m->scratch, &values)
        = machine_value_of (m, c, sk->copies.v[e->copies + i].value);
  for (uint32_t i = 0; i < e->n_copies; i++)
    {
      name_id result = sk->copies.v[e->copies + i].result;
      struct value *x = state_v (c->state, values.v[i]);
      if (is_unknown_pointer (c->state, x) && sk->names.v[result].is_pointer
          && is_null_elsewhere (sk, id, result))
        x->meant = true;
      machine_define (m, c, result, values.v[i]);
    }
  drop_dead_names (m, c, e->dst);
  if (c->ctx == 0 && c->state->life == LIFE_ENDED
      && skeleton_goes_back (sk, id))
    c->state->around = true;
  machine_note (m, c, FLOW_BRANCH, id, 0);
  machine_go_to (m, c, e->dst, 0);
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
      struct config d = i + 1 < b->n_edges ? machine_branch (c) : *c;
      take_edge (m, &d, sk->out.v[b->edges + i]);
    }
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
  region_id r = machine_region_of (m, c->ctx, memory);
  if (r == REGION_OBJECT && ends && c->state->life == LIFE_LIVE)
    {
      machine_note (m, c, FLOW_GONE, NO_EDGE, machine_step_of (m, c));
      c->state->life = LIFE_ENDED;
    }
  else if (r == REGION_OBJECT && !ends && c->state->life == LIFE_ENDED)
    machine_revive (c);
  /* What a frame leaves behind leads to what it holds, until the storage is used
     again.  */
  if ((m->kind == OBJECT_FRAME || m->kind == OBJECT_ALLOCA) && c->ctx == 0
      && r != REGION_OBJECT && holds_object (c->state, r)
      && machine_may_be_left (m, r))
    {
      if (ends)
        return;
      if (!c->state->elsewhere)
        c->state->elsewhere = HOLDS_MAY;
    }
  machine_drop_region (m, c, r);
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
      value_id r = machine_value_of (m, c, o);
      blurred |= machine_any_root (s, r, true);
      holds |= state_v (s, r)->holds != HOLDS_NO;
      length
          |= state_v (s, r)->length; /* Divided by the size of an element.  */
    }
  struct value *x = state_v (s, v);
  x->blurred = blurred;
  x->length = length;
  if ((holds || m->is_found) && machine_graph_allows (m, c->ctx, step->result))
    x->holds = HOLDS_MAY;
  machine_define (m, c, step->result, v);
}

/* V, which a step computes, as BORN: it may be where the object is, though nothing
   that it is made of is.  */

static value_id
may_find (struct machine *m, struct config *c, const struct skel_step *step,
          value_id v, uint64_t born)
{
  const struct skel_name *n = &skeleton_of (m, c->ctx)->names.v[step->result];
  if (!m->is_found || state_v (c->state, v)->holds
      || !machine_graph_allows (m, c->ctx, step->result))
    return v;
  v = state_value (c->state, born, n->bits, n->is_signed);
  state_v (c->state, v)->holds = HOLDS_MAY;
  return v;
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
  struct target t = machine_resolve (m, c, to);
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
  uint64_t born = birth (c->ctx, BIRTH_STEP, machine_step_of (m, c)) << 3;
  switch (step->kind)
    {
    case SKEL_COPY:
      machine_define (m, c, step->result, machine_value_of (m, c, step->a));
      break;
    case SKEL_ARITH:
      {
        value_id a = machine_value_of (m, c, step->a),
                 b = machine_value_of (m, c, step->b);
        value_id v
            = state_arith (c->state, step->op, a, b, n->bits, n->is_signed);
        int64_t known;
        if (step->op == OP_SUB && is_pointer (sk, step->a)
            && !state_is_number (c->state, v, &known))
          state_v (c->state, v)->length = true;
        machine_define (m, c, step->result, may_find (m, c, step, v, born));
        break;
      }
    case SKEL_OPAQUE:
      run_opaque (m, c, step, born);
      break;
    case SKEL_LOAD:
      machine_define (m, c, step->result,
                      machine_load (m, c, &step->from, born, n->bits,
                                    n->is_signed, step->result));
      break;
    case SKEL_STORE:
      {
        value_id v = step->a.kind == OPERAND_UNKNOWN
                         ? NO_VALUE
                         : machine_value_of (m, c, step->a);
        note_count (m, c, &step->to, v);
        machine_store (m, c, &step->to, v, born);
        if (v && is_unknown_pointer (c->state, state_v (c->state, v))
            && is_cleared_elsewhere (sk, c->block, step))
          state_v (c->state, v)->meant = true;
        if (v && state_v (c->state, v)->holds == HOLDS_MUST)
          machine_note (m, c, FLOW_STORED, NO_EDGE, machine_step_of (m, c));
        break;
      }
    case SKEL_BLOCK:
      machine_copy_block (m, c, &step->to, &step->from, born);
      break;
    case SKEL_CLEAR:
      {
        int64_t byte;
        value_id v = machine_value_of (m, c, step->a);
        bool zero = state_is_number (c->state, v, &byte) && byte == 0;
        machine_store (m, c, &step->to, zero ? v : NO_VALUE, born);
        break;
      }
    case SKEL_CALL:
      return machine_run_site (m, c, &sk->sites.v[step->site]);
    case SKEL_USE:
      machine_check_use (m, c, machine_value_of (m, c, step->a));
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
        machine_disturb (m, c, &asm_like);
        c->state->doubt = true;
        if (c->state->life != LIFE_UNMADE)
          c->state->elsewhere = HOLDS_MAY;
        break;
      }
    case SKEL_RETURN:
      machine_run_return (m, c, step);
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
      machine_note_loss (m, c, b->steps + c->index);
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
                      false,
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
      state_bind (c.state, machine_name_location (0, p->name), v);
      if (p->memory && sk->memories.v[p->memory].bits > 0)
        {
          struct location at
              = { LOCATION_CELL, false, 0, machine_region_of (m, 0, p->memory),
                  NO_VALUE,      0,     0, sk->memories.v[p->memory].bits };
          state_bind (c.state, at, v);
        }
    }
  return c.state;
}

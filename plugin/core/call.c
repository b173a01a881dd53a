/* What calls do in a machine: see parts.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "parts.h"
#include "trace.h"

/* A callee with more steps, or deeper, is not run in place of its call; see
   MAX_DEPTH_OF_MAKER too.  */
#define MAX_INLINE_STEPS 200
#define MAX_DEPTH 3
#define MAX_CONTEXTS 400

static value_id
arg_value (struct machine *m, struct config *c, const struct skel_site *site,
           unsigned i)
{
  return machine_value_of (m, c,
                           skeleton_of (m, c->ctx)
                               ->args.v[site->args + i]
                               .value);
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
                      || machine_is_seen (m, b->at.id))
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
          && r->ctx == 0 && machine_is_seen (m, b->at.id)
          && machine_may_be_left (m, b->at.id))
        return true;
    }
  return false;
}

static bool
by_block_leads (struct machine *m, struct config *c,
                const struct reference *block)
{
  struct target t = machine_resolve (m, c, block);
  for (uint32_t i = 0; i < c->state->bindings.n; i++)
    if (machine_may_alias (m, c->state, &c->state->bindings.v[i].at, &t.at)
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
      if (a->by_block ? by_block_leads (m, c, &a->block)
                      : leads_to_object (m, c->state,
                                         machine_value_of (m, c, a->value), 3))
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

void
machine_define_result (struct machine *m, struct config *c,
                       const struct skel_site *site, value_id v)
{
  if (site->result)
    machine_define (m, c, site->result, v);
  if (site->to.size)
    machine_store (m, c, &site->to, v, birth (c->ctx, BIRTH_SITE, c->index));
}

uint32_t
machine_step_of (const struct machine *m, const struct config *c)
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
    machine_revive (c);
  else
    for (value_id v = 1; v < s->values.n; v++)
      {
        struct value *x = &s->values.v[v];
        if (x->region == REGION_OBJECT)
          x->region = NO_REGION;
        x->holds = HOLDS_NO;
      }
  machine_drop_region (m, c, REGION_OBJECT);
  s->elsewhere = HOLDS_NO;
  s->given = false;
  s->lost_at = 0;
  s->life = LIFE_LIVE;
  machine_note (m, c, FLOW_MADE, NO_EDGE, machine_step_of (m, c));
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
  machine_drop_region (m, c, r);
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

void
machine_next_step (struct machine *m, struct config *c)
{
  machine_note_loss (m, c, machine_step_of (m, c));
  machine_go_to (m, c, c->block, c->index + 1);
}

/* The result of SITE is fresh memory.  C goes on with that; a failure has gone
   its own way.  */

static void
allocate (struct machine *m, struct config *c, const struct skel_site *site)
{
  bool own = makes_object (m, c->ctx, site);
  region_id r = own ? REGION_OBJECT
                    : machine_region_made (m, c->ctx, machine_step_of (m, c));
  if (site->may_fail && (own || m->alone))
    {
      struct config d = machine_branch (c);
      machine_define_result (m, &d, site, state_number (d.state, 0));
      machine_next_step (m, &d);
    }
  if (own)
    begin_object (m, c);
  else
    renew_region (m, c, r);
  value_id v = state_address (c->state, r, 0, machine_is_own (m, r));
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
  machine_define_result (m, c, site, v);
}

/* What O was loaded from, perhaps a part of it; null if it was not.  */

static const struct operand *
loaded_from (const struct skeleton *s, struct operand o)
{
  for (unsigned depth = 0; o.kind == OPERAND_NAME && depth < 8; depth++)
    {
      const struct skel_step *step = skeleton_definition (s, o.name);
      if (!step || step->kind == SKEL_CALL)
        break;
      if (step->kind == SKEL_LOAD)
        return &step->from.base;
      o = step->a;
    }
  return NULL;
}

/* Does a condition of E ask the very object that BASE is the address of?  */

static bool
asks (const struct skeleton *s, edge_id e, const struct operand *base)
{
  for (uint32_t i = 0; i < s->edges.v[e].n_literals; i++)
    {
      const struct operand *from
          = loaded_from (s, s->literals.v[s->edges.v[e].literals + i].a);
      if (from && from->kind == base->kind && from->memory == base->memory
          && from->name == base->name)
        return true;
    }
  return false;
}

/* The base of where the pointer was that the release RELEASE of the function gets;
   null: not in memory.  */

static const struct operand *
holder_of (const struct skeleton *s, const struct skel_step *release)
{
  if (release->kind != SKEL_CALL)
    return NULL;
  const struct skel_site *site = &s->sites.v[release->site];
  return site->object < site->n_args
             ? loaded_from (s, s->args.v[site->args + site->object].value)
             : NULL;
}

/* May it hang on what is not known whether C, whose path it is, releases the
   object at STEP: `if (s->owned) free (s->ptr)'?  In a callee by any condition on
   what it was given; in the function itself by one on the struct that the pointer
   was in.  Who calls that knows, perhaps.  */

static bool
is_guarded (struct machine *m, const struct config *c, uint32_t step)
{
  uint32_t ctx = c->ctx, nested = 0;
  block_id block = c->block;
  const struct operand *holder
      = ctx == 0
            ? holder_of (skeleton_of (m, 0), &skeleton_of (m, 0)->steps.v[step])
            : NULL;
  for (const struct trail *t = c->trail; t; t = t->before)
    {
      const struct skeleton *s = t->event.skeleton;
      if (t->event.kind == FLOW_BACK)
        nested++;
      else if (t->event.kind == FLOW_CALL && nested)
        nested--;
      else if (t->event.kind == FLOW_CALL && ctx != 0)
        {
          block = m->contexts.v[ctx].block;
          ctx = m->contexts.v[ctx].parent;
        }
      if (t->event.kind != FLOW_BRANCH || nested)
        continue;
      edge_id e = t->event.edge;
      bool *avoids = arena_alloc (m->scratch, s->blocks.n * sizeof *avoids);
      skeleton_avoiding (s, block, avoids);
      if (avoids[s->edges.v[e].dst] || !avoids[s->edges.v[e].src])
        continue;
      if (t->chosen && (ctx != 0 || (holder && asks (s, e, holder))))
        return true;
      block = s->edges.v[e].src;
    }
  return false;
}

/* What V points to is released by the step in hand.  C goes on where the object
   was, if it may be; otherwise another does.  */

static void
release (struct machine *m, struct config *c, value_id v)
{
  struct state *s = c->state;
  uint32_t step = machine_step_of (m, c);
  enum holds h = (enum holds)state_v (s, v)->holds;
  int64_t null;
  if (state_is_number (s, v, &null))
    return;
  bool heap = m->kind == OBJECT_FRESH || m->kind == OBJECT_CONTENT;
  if (h == HOLDS_MAY)
    {
      /* Or it is something else.  */
      struct config d = machine_branch (c);
      state_v (d.state, v)->holds = HOLDS_NO;
      d.state->doubt = s->doubt = true;
      machine_next_step (m, &d);
    }
  if (!h)
    {
      region_id r = state_v (s, v)->region;
      if (r && m->regions.v[r].made)
        machine_drop_region (m, c, r);
      else
        machine_drop_behind (c, v);
      return;
    }
  machine_note (m, c, FLOW_RELEASE, NO_EDGE, step);
  if (!heap)
    m->event (m, c, FLOW_RELEASED_WRONGLY,
              h == HOLDS_MUST && !s->unsure && !is_guarded (m, c, step));
  else if (s->life == LIFE_RELEASED)
    m->event (m, c, FLOW_RELEASED_TWICE, h == HOLDS_MUST);
  else
    m->event (m, c, FLOW_RELEASED, h == HOLDS_MUST);
  if (heap)
    {
      s->life = LIFE_RELEASED;
      machine_drop_region (m, c, REGION_OBJECT);
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
      struct config d = machine_branch (c);
      machine_define_result (m, &d, site, state_number (d.state, 0));
      machine_next_step (m, &d);
    }
  /* What was in the old is in the new.  */
  struct state *s = c->state;
  region_id from = state_v (s, v)->region;
  region_id to = makes_object (m, c->ctx, site)
                     ? REGION_OBJECT
                     : machine_region_made (m, c->ctx, machine_step_of (m, c));
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
  uint32_t *slot = table_slot (m->context_table, c->ctx, machine_step_of (m, c),
                               (uintptr_t)body);
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
  machine_note (m, c, FLOW_CALL, NO_EDGE, machine_step_of (m, c));
  uint32_t ctx = context_of (m, c, body);
  uint32_t depth = m->contexts.v[ctx].depth;
  if (makes_object (m, c->ctx, site)
      && (depth >= m->making.n || !machine_has_site (body, m->making.v[depth])))
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
          struct target src = machine_resolve (m, c, &a->block);
          struct target dst = { { LOCATION_CELL, false, 0,
                                  machine_region_of (m, ctx, p->memory),
                                  NO_VALUE, 0, 0, bits },
                                true,
                                false,
                                NO_VALUE };
          struct state *s = c->state;
          VEC (struct binding) moved = { NULL, 0, 0 };
          for (uint32_t k = 0; k < s->bindings.n; k++)
            if (src.exact && machine_covers (&src.at, &s->bindings.v[k].at)
                && !s->bindings.v[k].at.loose)
              *vec_push_in (m->scratch, &moved) = s->bindings.v[k];
          enum holds h
              = moved.n ? HOLDS_NO : machine_held_around (m, s, &src.at);
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
      value_id v = machine_value_of (m, c, a->value);
      if (p->name)
        machine_define (m, &d, p->name, v);
      if (p->memory && bits > 0)
        {
          struct location at = {
            LOCATION_CELL, false, 0, machine_region_of (m, ctx, p->memory),
            NO_VALUE,      0,     0, bits
          };
          state_bind (d.state, at, v);
        }
    }
  machine_go_to (m, &d, SKEL_ENTRY, 0);
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
      value_id v = machine_value_of (m, c, a->value);
      if (at->kind == LOCATION_CELL ? state_v (c->state, v)->region == at->id
                                    : v == at->id)
        return true;
    }
  return false;
}

/* --- What follows from what is known. ---  */

/* How far the memory is looked through that arguments lead to.  */
#define MAX_DECIDED 3

/* Does who knows the state know what V is, and what is in the memory that it
   leads to, though the engine does not compute it?  */

static bool
is_decided (const struct machine *m, const struct state *s, value_id v,
            unsigned depth)
{
  const struct value *x = state_v (s, v);
  if (!x->region)
    return x->lo == x->hi || x->birth == BIRTH_COMPUTED;
  if (x->region != REGION_OBJECT && m->regions.v[x->region].is_const)
    return true;
  if (depth == 0 || !machine_is_own (m, x->region))
    return false;
  bool some = false;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    if (s->bindings.v[i].at.kind == LOCATION_CELL
        && s->bindings.v[i].at.id == x->region)
      {
        if (!is_decided (m, s, s->bindings.v[i].value, depth - 1))
          return false;
        some = true;
      }
  return some;
}

static bool
are_arguments_decided (struct machine *m, struct config *c,
                       const struct skel_site *site, unsigned first)
{
  const struct skel_arg *args = &skeleton_of (m, c->ctx)->args.v[site->args];
  for (uint32_t i = first; i < site->n_args; i++)
    if (args[i].by_block
        || !is_decided (m, c->state, machine_value_of (m, c, args[i].value),
                        MAX_DECIDED))
      return false;
  return site->n_args > first;
}

/* Does what BODY does depend on its arguments alone, and on memory that they
   lead to?  */

static bool
is_closed (const struct machine *m, const struct skeleton *body, unsigned depth)
{
  for (uint32_t i = 1; i < body->memories.n; i++)
    if (body->memories.v[i].kind == MEMORY_GLOBAL
        && !body->memories.v[i].is_const)
      return false;
  for (uint32_t i = 1; i < body->sites.n; i++)
    {
      const struct skel_site *site = &body->sites.v[i];
      if (site->writes_args_only && site->pure)
        continue;
      const struct skeleton *callee
          = site->unseen || depth == 0
                ? NULL
                : m->client->body (m->client->data, body, site);
      if (!site->recursive && (!callee || !is_closed (m, callee, depth - 1)))
        return false;
    }
  return true;
}

/* Is the answer of SITE, which is not run, a matter of what is known: strcmp of
   two literals, a walk through a list that was built here?  */

static bool
is_answer_decided (struct machine *m, struct config *c,
                   const struct skel_site *site)
{
  if (!m->alone || !are_arguments_decided (m, c, site, 0))
    return false;
  /* The client does not give out a function to itself.  */
  const struct skeleton *body
      = site->recursive ? skeleton_of (m, c->ctx) : callee_of (m, c, site);
  return body ? is_closed (m, body, MAX_DEPTH)
              : site->writes_args_only && site->pure;
}

/* SITE has written to its first argument what follows from the others, as strcpy
   does: if those are known, so is that.  */

static void
note_computed (struct machine *m, struct config *c,
               const struct skel_site *site)
{
  if (site->returns_arg != 0 || site->may_fail || site->n_args == 0)
    return;
  value_id to = arg_value (m, c, site, 0);
  region_id id = state_v (c->state, to)->region;
  const struct region *r = &m->regions.v[id];
  if (!id || id == REGION_OBJECT || r->made || r->kind != MEMORY_FRAME
      || !are_arguments_decided (m, c, site, 1))
    return;
  int64_t bits = skeleton_of (m, r->ctx)->memories.v[r->number].bits;
  struct location all = { LOCATION_CELL, false, 0, id, NO_VALUE, 0, 0, bits };
  if (bits > 0)
    state_bind (c->state, all, machine_computed (c->state));
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
/* The same of threads whose names others may know.  */
#define KNOWN_THREADS (UINT64_MAX - 3)

static bool
is_of_own_thread (const struct state *s, const struct location *at)
{
  return at->kind == LOCATION_DEREF && state_v (s, at->id)->birth == THREADS;
}

static bool
is_of_thread (const struct state *s, const struct location *at)
{
  return is_of_own_thread (s, at)
         || (at->kind == LOCATION_DEREF
             && state_v (s, at->id)->birth == KNOWN_THREADS);
}

/* A call whose callee is not run: what it may do to memory.  */

void
machine_disturb (struct machine *m, struct config *c,
                 const struct skel_site *site)
{
  struct state *s = c->state;
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index) << 4;
  if (site->kind == SITE_FILL)
    {
      struct reference r = filled_by (m, c, site);
      struct target t = machine_resolve (m, c, &r);
      t.exact = false;
      t.at.loose = true;
      machine_write_to (m, c, t, NO_VALUE, born);
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
          struct target t = machine_resolve (m, c, &r);
          if (t.at.kind == LOCATION_DEREF)
            t.at.size = 8; /* Numbers and characters, as a rule.  */
          machine_write_to (m, c, t, NO_VALUE, born);
        }
      note_computed (m, c, site);
      return;
    }
  bool unseen = site->unseen;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      struct binding *b = &s->bindings.v[i];
      const struct region *r = &m->regions.v[b->at.id];
      if (b->at.kind == LOCATION_NAME
          || (unseen && is_of_own_thread (s, &b->at)))
        continue;
      if (b->at.kind == LOCATION_CELL
          && (unseen ? !machine_is_seen (m, b->at.id)
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
      struct location at = {
        LOCATION_CELL, true, 0, machine_region_of (m, c->ctx, a->value.memory),
        NO_VALUE,      0,    0, bits
      };
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
    machine_disturb (m, c, site);
  struct config d = machine_branch (c);
  machine_define_result (m, &d, site, state_number (d.state, 0));
  machine_next_step (m, &d);
  begin_object (m, c);
  machine_define_result (m, c, site,
                         state_address (c->state, REGION_OBJECT, 0,
                                        machine_is_own (m, REGION_OBJECT)));
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

/* Where the name of the thread goes that SITE makes, if that is a variable of the
   frame, or NO_REGION.  */

static region_id
name_of_thread (struct machine *m, struct config *c,
                const struct skel_site *site)
{
  region_id name = state_v (c->state, arg_value (m, c, site, 0))->region;
  return name
                 && (name == REGION_OBJECT
                     || m->regions.v[name].kind == MEMORY_FRAME)
             ? name
             : NO_REGION;
}

/* Does SITE make a thread that gets the object, of the frame, and that nobody
   outside waits for?  */

static bool
starts_thread (struct machine *m, struct config *c,
               const struct skel_site *site)
{
  if ((m->kind != OBJECT_FRAME && m->kind != OBJECT_ALLOCA) || !site->object
      || site->object >= site->n_args)
    return false;
  value_id v = arg_value (m, c, site, site->object);
  return state_v (c->state, v)->holds == HOLDS_MUST
         && name_of_thread (m, c, site);
}

/* What SITE returns, which nothing is known of.  Of two calls of the same with the
   same it may be the same: vague, as where it is DECIDED.  */

static value_id
answer_of (struct machine *m, struct config *c, const struct skel_site *site,
           bool decided)
{
  struct state *s = c->state;
  const struct skel_name *n = &skeleton_of (m, c->ctx)->names.v[site->result];
  bool vague = decided;
  uint64_t agree = callee_number (m, site->callee);
  for (uint32_t i = 0; i < site->n_args; i++)
    agree = agree * 31 + state_v (s, arg_value (m, c, site, i))->birth + 1;
  for (value_id i = 1; i < s->values.n; i++)
    vague |= s->values.v[i].birth == agree
             && (s->values.v[i].tested || s->values.v[i].vague);
  for (uint32_t i = 0; i < site->n_args && site->pure; i++)
    vague |= machine_is_key (m, c, arg_value (m, c, site, i));
  value_id v = state_value (s, agree, site->result ? n->bits : 0,
                            site->result ? n->is_signed : true);
  state_v (s, v)->answer = true;
  state_v (s, v)->vague = vague;
  return v;
}

/* Where SITE may return null instead of what it is handed, or of what it finds
   there, that goes its own way: V, its result, is null on it.  */

static void
finds_nothing (struct machine *m, struct config *c,
               const struct skel_site *site, value_id v)
{
  if (!site->result && !site->to.size)
    return;
  struct config d = machine_branch (c);
  if (!state_assume (d.state, v, OP_EQ, state_number (d.state, 0)))
    return;
  machine_define_result (m, &d, site, v);
  machine_next_step (m, &d);
}

/* It does, or makes none.  */

static void
start_thread (struct machine *m, struct config *c, const struct skel_site *site)
{
  struct state *s = c->state;
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index);
  machine_disturb (m, c, site);
  struct config d = machine_branch (c);
  value_id failed = state_value (d.state, born, 32, true);
  state_assume (d.state, failed, OP_NE, state_number (d.state, 0));
  machine_define_result (m, &d, site, failed);
  machine_next_step (m, &d);
  struct location at
      = { LOCATION_DEREF, false, 0, NO_VALUE, NO_VALUE, 0, 0, s->word };
  at.id = state_value (s,
                       machine_is_seen (m, name_of_thread (m, c, site))
                           ? KNOWN_THREADS
                           : THREADS,
                       s->word, false);
  state_v (s, at.id)->old = true;
  state_bind (s, at, arg_value (m, c, site, site->object));
  s->elsewhere = HOLDS_MAY;
  machine_define_result (m, c, site, state_number (s, 0));
}

static void
call_symbolically (struct machine *m, struct config *c,
                   const struct skel_site *site)
{
  struct state *s = c->state;
  const struct call_effect *e
      = machine_effect_of (m, machine_outermost (m, c->ctx, site->where),
                           false);
  for (uint32_t i = 0; i < site->n_args; i++)
    arg_value (m, c, site, i);
  bool decided = is_answer_decided (m, c, site);
  bool may_get
      = s->life != LIFE_UNMADE
        && (gets_object (m, c, site, false) || is_public (m, s, site->unseen));
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  for (uint32_t i = 0; i < site->n_args; i++)
    if (!sk->args.v[site->args + i].by_block)
      machine_check_use (m, c, arg_value (m, c, site, i));
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
      struct config d = machine_branch (c);
      d.state->doubt = true;
      machine_disturb (m, &d, site);
      if (site->result || site->to.size)
        machine_define_result (m, &d, site,
                               state_value (d.state,
                                            birth (c->ctx, BIRTH_SITE, 1), 0,
                                            true));
      machine_next_step (m, &d);
      begin_object (m, c);
      s->doubt = true;
    }
  if (!site->pure && !site->is_const)
    machine_disturb (m, c, site);
  if (may_get && e->releases
      && (s->life == LIFE_LIVE || s->life == LIFE_RELEASED)
      && (m->kind == OBJECT_FRESH || m->kind == OBJECT_CONTENT))
    {
      struct config d = machine_branch (c);
      d.state->doubt = true;
      m->event (m, &d, FLOW_RELEASED, false);
      if (d.state->life == LIFE_RELEASED)
        m->event (m, &d, FLOW_RELEASED_TWICE, false);
      d.state->life = LIFE_RELEASED;
      machine_define_result (m, &d, site,
                             state_value (d.state,
                                          birth (c->ctx, BIRTH_SITE, 1), 0,
                                          true));
      machine_next_step (m, &d);
      s->doubt = true;
    }
  else if (may_get && e->releases)
    /* What calls in a callee do, the graph does not tell apart; one through a
       pointer is what the engine knows nothing of.  */
    m->event (m, c, FLOW_RELEASED_WRONGLY,
              (c->ctx == 0 || !site->callee) && !s->unsure && !e->guarded
                  && is_argument (m, c, site)
                  && !is_guarded (m, c, machine_step_of (m, c)));
  /* Of what happens within a callee the graph knows what comes out.  */
  bool inside = c->ctx != 0 && (site->moves || !site->callee);
  bool puts = may_get && (e->puts || inside);
  if (puts && !makes && !e->keeps && site->writes_args_only)
    put_behind_arguments (m, c, site);
  else if (makes || puts || (may_get && e->keeps))
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
  /* What it returns.  */
  if (site->returns_arg >= 0 && site->may_fail)
    finds_nothing (m, c, site, state_number (s, 0));
  value_id v;
  if (site->twice && m->alone)
    v = state_number (s, 0);
  else if (site->returns_arg >= 0)
    v = arg_value (m, c, site, (unsigned)site->returns_arg);
  else
    {
      v = answer_of (m, c, site, decided);
      bool held = (may_get || makes)
                  && machine_graph_allows (m, c->ctx, site->result);
      if (held && site->may_fail && !makes && !state_v (s, v)->vague)
        finds_nothing (m, c, site, v);
      state_v (s, v)->asked = site->unseen && may_get;
      if (held)
        state_v (s, v)->holds = HOLDS_MAY;
      if (site->returns_nonnull)
        state_assume (s, v, OP_NE, state_number (s, 0));
    }
  if (site->result || site->to.size)
    machine_define_result (m, c, site, v);
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
  machine_define_result (m, c, site, v);
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
    machine_define_result (m, c, site,
                           state_value (s, birth (c->ctx, BIRTH_SITE, c->index),
                                        0, true));
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
    machine_check_use (m, c,
                       machine_value_of (m, c,
                                         sk->args.v[site->args + i].value));
  value_id before
      = machine_load (m, c, &at, born, c->state->word, false, NO_NAME);
  if (c->state->stuck)
    return;
  if (own && keeps_buffer (m, c, site, before))
    return;
  struct config d = machine_branch (c);
  machine_disturb (m, &d, site);
  if (succeed (m, &d, site, false))
    machine_next_step (m, &d);
  machine_disturb (m, c, site);
  region_id r = own ? REGION_OBJECT
                    : machine_region_made (m, c->ctx, machine_step_of (m, c));
  if (own)
    begin_object (m, c);
  else
    renew_region (m, c, r);
  machine_store (m, c, &at,
                 state_address (c->state, r, 0, machine_is_own (m, r)), born);
  if (!succeed (m, c, site, true))
    c->state->stuck = true;
}

/* May the call at SITE do something to the object, which it does not make?  */

static bool
is_about_object (struct machine *m, struct config *c,
                 const struct skel_site *site)
{
  const struct call_effect *e
      = machine_effect_of (m, machine_outermost (m, c->ctx, site->where),
                           false);
  return !makes_object (m, c->ctx, site) && c->state->life != LIFE_UNMADE
         && (e->releases || e->keeps || e->gives || e->puts)
         && (gets_object (m, c, site, false)
             || is_public (m, c->state, site->unseen));
}

/* A call.  True: C goes on behind it.  */

bool
machine_run_site (struct machine *m, struct config *c,
                  const struct skel_site *site)
{
  machine_note_seen (m, c, machine_held_outside (m, c->state, NO_VALUE));
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
        machine_define_result (m, c, site,
                               state_value (c->state,
                                            birth (c->ctx, BIRTH_SITE,
                                                   c->index),
                                            0, true));
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

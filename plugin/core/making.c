/* Calls that make, move or release what a machine follows: see parts.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "parts.h"

#include <string.h>

/* Is the object made by SITE, a call of context CTX, or in its callee?  */

bool
machine_makes_object (const struct machine *m, uint32_t ctx,
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
  return machine_makes_object (m, x->parent, &caller->sites.v[call->site]);
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

/* The object is made: what held one that was made here before is no pointer to
   this one.  */

void
machine_begin_object (struct machine *m, struct config *c)
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

void
machine_allocate (struct machine *m, struct config *c,
                  const struct skel_site *site)
{
  bool own = machine_makes_object (m, c->ctx, site);
  region_id r = own ? REGION_OBJECT
                    : machine_region_made (m, c->ctx, machine_step_of (m, c));
  if (site->may_fail && (own || m->alone))
    {
      struct config d = machine_branch (c);
      machine_define_result (m, &d, site, state_number (d.state, 0));
      machine_next_step (m, &d);
    }
  if (own)
    machine_begin_object (m, c);
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
  machine_note_made_of (m, c, site, r);
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

bool
machine_is_guarded (struct machine *m, const struct config *c, uint32_t step)
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

/* Does edge E hang on a global variable, as nobody here has set it?  */

static bool
asks_global (struct machine *m, struct config *c, edge_id e)
{
  const struct skeleton *s = skeleton_of (m, c->ctx);
  for (uint32_t i = 0; i < s->edges.v[e].n_literals; i++)
    {
      struct operand asked = s->literals.v[s->edges.v[e].literals + i].a;
      const struct operand *from = loaded_from (s, asked);
      if (!from || from->kind != OPERAND_ADDRESS
          || s->memories.v[from->memory].kind != MEMORY_GLOBAL)
        continue;
      const struct value *x
          = state_v (c->state, machine_value_of (m, c, asked));
      if (x->lo != x->hi || x->tested)
        return true;
    }
  return false;
}

/* Does C, in a callee, go by edge E past a release of the object, which was given
   to it, because of a variable that is nobody's here: `if (!exiting) free (p)'?
   Whether that is ever so, the caller knows, perhaps.  */

bool
machine_passes_release (struct machine *m, struct config *c, edge_id e)
{
  const struct skeleton *s = skeleton_of (m, c->ctx);
  bool *avoids = arena_alloc (m->scratch, s->blocks.n * sizeof *avoids);
  if (c->ctx == 0 || !asks_global (m, c, e))
    return false;
  for (block_id b = 1; b < s->blocks.n; b++)
    for (uint32_t i = 0; i < s->blocks.v[b].n_steps; i++)
      {
        const struct skel_step *step = &s->steps.v[s->blocks.v[b].steps + i];
        const struct skel_site *site
            = step->kind == SKEL_CALL ? &s->sites.v[step->site] : NULL;
        if (!site || site->kind != SITE_RELEASE || site->object >= site->n_args
            || !state_v (c->state, machine_argument (m, c, site, site->object))
                    ->holds)
          continue;
        memset (avoids, 0, s->blocks.n * sizeof *avoids);
        skeleton_avoiding (s, b, avoids);
        const struct skel_block *from = &s->blocks.v[s->edges.v[e].src];
        for (uint32_t k = 0; avoids[s->edges.v[e].dst] && k < from->n_edges;
             k++)
          if (!avoids[s->edges.v[s->out.v[from->edges + k]].dst])
            return true;
      }
  return false;
}

/* What V points to is released by the step in hand.  C goes on where the object
   was, if it may be; otherwise another does.  */

void
machine_release (struct machine *m, struct config *c, value_id v)
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
              h == HOLDS_MUST && !s->unsure
                  && !machine_is_guarded (m, c, step));
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

/* SITE, of realloc, asks C for more than nothing: of no bytes it makes null of what
   it was given, and has not failed.  False: it does not.  */

static bool
asks_for_some (struct machine *m, struct config *c,
               const struct skel_site *site)
{
  for (uint32_t i = 0; i < site->n_args; i++)
    if (i != site->object
        && !state_assume (c->state, machine_argument (m, c, site, i), OP_NE,
                          state_number (c->state, 0)))
      return false;
  return true;
}

/* realloc.  */

void
machine_move (struct machine *m, struct config *c, const struct skel_site *site)
{
  value_id v = machine_argument (m, c, site, site->object);
  if (site->may_fail)
    {
      struct config d = machine_branch (c);
      if (asks_for_some (m, &d, site))
        {
          machine_define_result (m, &d, site, state_number (d.state, 0));
          machine_next_step (m, &d);
        }
    }
  /* What was in the old is in the new.  */
  struct state *s = c->state;
  region_id from = state_v (s, v)->region;
  region_id to = machine_makes_object (m, c->ctx, site)
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
  machine_release (m, c, v);
  s = c->state;
  struct skel_site made = *site;
  made.may_fail = false;
  machine_allocate (m, c, &made);
  for (uint32_t i = 0; i < moved.n; i++)
    {
      struct location at = moved.v[i].at;
      at.kind = LOCATION_CELL;
      at.id = to;
      state_bind (s, at, moved.v[i].value);
    }
}

/* SITE makes the object, and its result is that or, where it is not made,
   null.  */

void
machine_call_maker (struct machine *m, struct config *c,
                    const struct skel_site *site)
{
  if (!site->pure && !site->is_const)
    machine_disturb (m, c, site);
  struct config d = machine_branch (c);
  machine_define_result (m, &d, site, state_number (d.state, 0));
  machine_next_step (m, &d);
  machine_begin_object (m, c);
  machine_note_made_of (m, c, site, REGION_OBJECT);
  machine_define_result (m, c, site,
                         state_address (c->state, REGION_OBJECT, 0,
                                        machine_is_own (m, REGION_OBJECT)));
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

/* The pointer that SITE, a SITE_FILL, stores.  */

struct reference
machine_filled_by (struct machine *m, const struct config *c,
                   const struct skel_site *site)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  struct reference r
      = reference_at (sk->args.v[site->args + site->object].value, site->filled,
                      c->state->word);
  return r;
}

/* A SITE_FILL that does nothing else to the object than to make it.  A failure
   goes its own way.  */

void
machine_fill (struct machine *m, struct config *c, const struct skel_site *site)
{
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  bool own = machine_makes_object (m, c->ctx, site);
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index) << 4 | 8;
  struct reference at = machine_filled_by (m, c, site);
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
    machine_begin_object (m, c);
  else
    renew_region (m, c, r);
  machine_store (m, c, &at,
                 state_address (c->state, r, 0, machine_is_own (m, r)), born);
  if (!succeed (m, c, site, true))
    c->state->stuck = true;
}

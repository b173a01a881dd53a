/* What calls do in a machine: see parts.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "parts.h"

/* A callee with more steps, or deeper, is not run in place of its call; see
   MAX_DEPTH_OF_MAKER too.  */
#define MAX_INLINE_STEPS 200
#define MAX_DEPTH 3
#define MAX_CONTEXTS 400

value_id
machine_argument (struct machine *m, struct config *c,
                  const struct skel_site *site, unsigned i)
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

uint32_t
machine_step_of (const struct machine *m, const struct config *c)
{
  return skeleton_of (m, c->ctx)->blocks.v[c->block].steps + c->index;
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

const struct skeleton *
machine_callee_of (const struct machine *m, const struct config *c,
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
  bool makes = machine_makes_object (m, c->ctx, site);
  if (m->contexts.v[c->ctx].depth >= (makes ? MAX_DEPTH_OF_MAKER : MAX_DEPTH)
      || (m->skeleton->returns_twice && !m->alone)
      || m->contexts.n >= MAX_CONTEXTS)
    return NULL;
  const struct skeleton *body = machine_callee_of (m, c, site);
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
  if (machine_makes_object (m, c->ctx, site)
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

/* A call whose callee is not run: what it may do to memory.  */

void
machine_disturb (struct machine *m, struct config *c,
                 const struct skel_site *site)
{
  struct state *s = c->state;
  uint64_t born = birth (c->ctx, BIRTH_SITE, c->index) << 4;
  if (site->kind == SITE_FILL)
    {
      struct reference r = machine_filled_by (m, c, site);
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
      machine_note_computed (m, c, site);
      return;
    }
  bool unseen = site->unseen;
  bool library = !unseen && !machine_callee_of (m, c, site);
  bool frame = m->kind == OBJECT_FRAME || m->kind == OBJECT_ALLOCA;
  for (uint32_t i = 0; i < s->bindings.n; i++)
    {
      struct binding *b = &s->bindings.v[i];
      const struct region *r = &m->regions.v[b->at.id];
      if (b->at.kind == LOCATION_NAME
          || (unseen && machine_is_of_own_thread (s, &b->at))
          || (library && machine_is_registered (s, &b->at)))
        continue;
      if (b->at.kind == LOCATION_CELL
          && (unseen ? !machine_is_seen (m, b->at.id)
                     : b->at.id != REGION_OBJECT
                           && (r->is_const
                               || (r->kind == MEMORY_FRAME && !r->addressed))))
        continue;
      /* Who gets the caller's memory nowhere hardly takes frame storage out.  */
      if (unseen && frame && b->at.kind == LOCATION_DEREF
          && state_v (s, b->value)->holds == HOLDS_MUST
          && machine_is_private (m, state_v (s, b->at.id)))
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
        && leads_to_object (m, c->state, machine_argument (m, c, site, i), 1))
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
    agree
        = agree * 31 + state_v (s, machine_argument (m, c, site, i))->birth + 1;
  for (value_id i = 1; i < s->values.n; i++)
    vague |= s->values.v[i].birth == agree
             && (s->values.v[i].tested || s->values.v[i].vague);
  for (uint32_t i = 0; i < site->n_args && site->pure; i++)
    vague |= machine_is_key (m, c, machine_argument (m, c, site, i));
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

/* Does a condition in S ask for NAME?  */

static bool
is_asked_for (const struct skeleton *s, name_id name)
{
  for (uint32_t i = 0; name && i < s->literals.n; i++)
    if (s->literals.v[i].a.kind == OPERAND_NAME
        && s->literals.v[i].a.name == name)
      return true;
  return false;
}

/* Does a thread that SITE makes get the object, of the heap, and does anybody here
   ask whether it is made?  */

static bool
gives_to_thread (struct machine *m, struct config *c,
                 const struct skel_site *site)
{
  return (m->kind == OBJECT_FRESH || m->kind == OBJECT_CONTENT)
         && site->kind == SITE_CALL && site->object
         && site->object < site->n_args
         && is_asked_for (skeleton_of (m, c->ctx), site->result)
         && state_v (c->state, machine_argument (m, c, site, site->object))
                    ->holds
                == HOLDS_MUST;
}

/* It makes none, and nobody gets anything.  */

static void
make_no_thread (struct machine *m, struct config *c,
                const struct skel_site *site)
{
  struct config d = machine_branch (c);
  value_id failed
      = state_value (d.state, birth (c->ctx, BIRTH_SITE, c->index), 32, true);
  if (!state_assume (d.state, failed, OP_NE, state_number (d.state, 0)))
    return;
  if (site->result || site->to.size)
    machine_define_result (m, &d, site, failed);
  machine_next_step (m, &d);
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
    machine_argument (m, c, site, i);
  bool decided = machine_is_answer_decided (m, c, site);
  bool may_get
      = s->life != LIFE_UNMADE
        && (gets_object (m, c, site, false) || is_public (m, s, site->unseen));
  const struct skeleton *sk = skeleton_of (m, c->ctx);
  for (uint32_t i = 0; i < site->n_args; i++)
    if (!sk->args.v[site->args + i].by_block)
      machine_check_use (m, c, machine_argument (m, c, site, i));
  bool makes = machine_makes_object (m, c->ctx, site);
  if (site->joins)
    machine_join_threads (s);
  if (machine_starts_thread (m, c, site))
    {
      machine_start_thread (m, c, site);
      return;
    }
  if (machine_register (m, c, site))
    return;
  if (makes && site->only_makes && !may_get)
    {
      machine_call_maker (m, c, site);
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
      machine_begin_object (m, c);
      s->doubt = true;
    }
  if (!site->pure && !site->is_const)
    machine_disturb (m, c, site);
  bool thread = gives_to_thread (m, c, site);
  if (thread)
    make_no_thread (m, c, site);
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
                  && !machine_is_guarded (m, c, machine_step_of (m, c)));
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
  if (thread || (site->twice && m->alone))
    v = state_number (s, 0);
  else if (site->returns_arg >= 0)
    v = machine_argument (m, c, site, (unsigned)site->returns_arg);
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

/* May the call at SITE do something to the object, which it does not make?  */

static bool
is_about_object (struct machine *m, struct config *c,
                 const struct skel_site *site)
{
  const struct call_effect *e
      = machine_effect_of (m, machine_outermost (m, c->ctx, site->where),
                           false);
  return !machine_makes_object (m, c->ctx, site)
         && c->state->life != LIFE_UNMADE
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
      machine_allocate (m, c, site);
      return true;
    case SITE_RELEASE:
      machine_release (m, c, machine_argument (m, c, site, site->object));
      if (site->result)
        machine_define_result (m, c, site,
                               state_value (c->state,
                                            birth (c->ctx, BIRTH_SITE,
                                                   c->index),
                                            0, true));
      return true;
    case SITE_MOVE:
      machine_move (m, c, site);
      return true;
    case SITE_FILL:
      if (is_about_object (m, c, site))
        break;
      machine_fill (m, c, site);
      return true;
    case SITE_CALL:
      break;
    }
  /* Whether it jumps, exits or aborts: control does not come back.  */
  const struct skeleton *callee = machine_callee_of (m, c, site);
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
